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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records the notifications of a store, as {@code topic/map key=value key=value}.
 */
public final class RecordedChanges implements SharedListener {

	private final List<String> changes = new CopyOnWriteArrayList<>();

	private final AtomicInteger missed = new AtomicInteger();

	@Override
	public void changed(SharedMap map, List<SharedEntry> entries) {
		List<String> words = new ArrayList<>(List.of(map.topic() + "/" + map.name()));
		entries.forEach((entry) -> words.add(SharedStoreContract.shown(entry)));
		this.changes.add(String.join(" ", words));
	}

	@Override
	public void missed() {
		this.missed.incrementAndGet();
	}

	public List<String> changes() {
		return this.changes;
	}

	public int missedCount() {
		return this.missed.get();
	}

}
