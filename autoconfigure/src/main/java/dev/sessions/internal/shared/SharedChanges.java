/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.sessions.internal.shared;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Dispatches the changes of a topic to the listeners of the changed map. Listeners are
 * held weakly, so an unused fork or credential need not be unregistered. Thread-safe.
 */
final class SharedChanges implements SharedListener {

	private final Map<SharedMap, List<Listening>> listeners = new ConcurrentHashMap<>();

	private final ReferenceQueue<SharedListener> unused = new ReferenceQueue<>();

	/**
	 * Add a listener.
	 * @param map the map
	 * @param listener the listener, which is held weakly
	 */
	void add(SharedMap map, SharedListener listener) {
		removeUnused();
		this.listeners.merge(map, List.of(new Listening(map, listener, this.unused)),
				(present, added) -> Stream.concat(present.stream(), added.stream()).toList());
	}

	private void removeUnused() {
		for (Reference<?> cleared = this.unused.poll(); cleared != null; cleared = this.unused.poll()) {
			if (cleared instanceof Listening listening) {
				this.listeners.computeIfPresent(listening.map, (map, all) -> without(all, listening));
			}
		}
	}

	private static @Nullable List<Listening> without(List<Listening> all, Listening removed) {
		List<Listening> rest = all.stream().filter((listening) -> listening != removed).toList();
		return rest.isEmpty() ? null : rest;
	}

	@Override
	public void changed(SharedMap map, List<SharedEntry> entries) {
		removeUnused();
		tell(this.listeners.getOrDefault(map, List.of()), (listener) -> listener.changed(map, entries));
	}

	@Override
	public void missed() {
		removeUnused();
		this.listeners.values().forEach((all) -> tell(all, SharedListener::missed));
	}

	private static void tell(List<Listening> listeners, Consumer<SharedListener> what) {
		for (Listening listening : listeners) {
			SharedListener listener = listening.get();
			if (listener != null) {
				what.accept(listener);
			}
		}
	}

	private static final class Listening extends WeakReference<SharedListener> {

		private final SharedMap map;

		Listening(SharedMap map, SharedListener listener, ReferenceQueue<SharedListener> unused) {
			super(listener, unused);
			this.map = map;
		}

	}

}
