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

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Counts what a session exchanges with a store. Thread-safe.
 */
final class MeasuredStore extends ForwardingStore {

	private final SharedStatistics statistics;

	MeasuredStore(SharedStore store, SharedStatistics statistics) {
		super(store);
		this.statistics = statistics;
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return super.load(map, retention).thenApply(this::received);
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		this.statistics.sent(size(entries));
		return super.merge(map, entries, retention).thenApply((newer) -> {
			this.statistics.conflicted(newer.size());
			return received(newer);
		});
	}

	private List<SharedEntry> received(List<SharedEntry> entries) {
		this.statistics.received(size(entries));
		return entries;
	}

	private static long size(Collection<SharedEntry> entries) {
		return entries.stream().mapToLong((entry) -> entry.value().length).sum();
	}

	@Override
	void changed(SharedMap map, List<SharedEntry> entries, SharedListener listener) {
		this.statistics.changed(entries);
		listener.changed(map, received(entries));
	}

}
