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

package dev.sessions.internal.cookie;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.internal.shared.SharedEntry;
import org.jspecify.annotations.Nullable;

/**
 * The values that a keyed fork shares besides its cookies, by name. They are in the same
 * map of the store, so that one request loads both. For each value, the latest change
 * wins. Thread-safe.
 */
public final class SharedValues {

	/**
	 * The time for which the removal of a value is kept.
	 */
	private static final long REMOVAL_MILLIS = TimeUnit.DAYS.toMillis(1);

	private static final byte[] REMOVED = {};

	/**
	 * The prefix of the key of a value. No key of a cookie starts with it.
	 */
	private static final String MARK = "=";

	private final Consumer<SharedEntry> store;

	private final Map<String, SharedEntry> entries = new HashMap<>();

	private @Nullable BiConsumer<String, byte[]> listener;

	/**
	 * Create an object without values.
	 * @param store receives each change of this instance; must not block
	 */
	SharedValues(Consumer<SharedEntry> store) {
		this.store = store;
	}

	/**
	 * Return whether an entry of the map is a value, not a cookie.
	 */
	static boolean isValue(SharedEntry entry) {
		return entry.key().startsWith(MARK);
	}

	/**
	 * Change a value.
	 * @param name the name
	 * @param value the value
	 */
	public void put(String name, byte[] value) {
		change(MARK + name, Long.MAX_VALUE, value);
	}

	/**
	 * Remove all values.
	 */
	void clear() {
		List<String> keys;
		synchronized (this) {
			keys = List.copyOf(this.entries.keySet());
		}
		keys.forEach((key) -> change(key, System.currentTimeMillis() + REMOVAL_MILLIS, REMOVED));
	}

	private void change(String key, long expiry, byte[] value) {
		SharedEntry changed;
		synchronized (this) {
			SharedEntry before = this.entries.get(key);
			long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
			changed = new SharedEntry(key, (before != null) ? Math.max(now, before.stamp() + 1) : now, expiry, value);
			this.entries.put(key, changed);
		}
		this.store.accept(changed);
	}

	/**
	 * Notify a listener of the known values and of later changes of other instances.
	 * @param listener receives the name and the value, which is empty if it was removed;
	 * replaces the previous listener
	 */
	public void listen(BiConsumer<String, byte[]> listener) {
		List<SharedEntry> known;
		synchronized (this) {
			this.listener = listener;
			known = new ArrayList<>(this.entries.values());
		}
		known.forEach((entry) -> tell(listener, entry));
	}

	/**
	 * Merge the changes of other instances.
	 * @param entries the values of the store
	 */
	void merge(Collection<SharedEntry> entries) {
		for (SharedEntry entry : entries) {
			BiConsumer<String, byte[]> told = null;
			synchronized (this) {
				SharedEntry known = this.entries.get(entry.key());
				if (known == null || known.stamp() < entry.stamp()) {
					this.entries.put(entry.key(), entry);
					told = this.listener;
				}
			}
			if (told != null) {
				tell(told, entry);
			}
		}
	}

	private static void tell(BiConsumer<String, byte[]> listener, SharedEntry entry) {
		listener.accept(entry.key().substring(MARK.length()), entry.value());
	}

	/**
	 * Return the values, and the removals that have not expired.
	 */
	synchronized Stream<SharedEntry> entries() {
		long now = System.currentTimeMillis();
		return List.copyOf(this.entries.values()).stream().filter((entry) -> entry.expiry() > now);
	}

}
