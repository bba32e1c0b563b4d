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

package dev.sessions.benchmarks.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedPermits;
import dev.sessions.internal.shared.SharedStore;

/**
 * A store that answers at once, keeps nothing and refuses nothing.
 */
final class EmptyStore implements SharedStore {

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return CompletableFuture.completedFuture(List.of());
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		return CompletableFuture.completedFuture(List.of());
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		return CompletableFuture.completedFuture(true);
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		return (maxWait) -> CompletableFuture.completedFuture(0L);
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		return () -> {
		};
	}

	@Override
	public CompletableFuture<Void> probe() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void close() {
	}

}
