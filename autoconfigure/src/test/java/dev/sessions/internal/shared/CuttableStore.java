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
import java.util.function.Supplier;

/**
 * An instance of a store that can be cut off: operations fail or hang, and notifications
 * are lost.
 */
public final class CuttableStore implements SharedStore {

	private final SharedStore store;

	private volatile Cut cut = Cut.NONE;

	public CuttableStore(SharedStore store) {
		this.store = store;
	}

	public void cut(Cut cut) {
		this.cut = cut;
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return run(() -> this.store.load(map, retention));
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		return run(() -> this.store.merge(map, entries, retention));
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return run(() -> this.store.purge(map, entries));
	}

	@Override
	public CompletableFuture<Void> delete(SharedMap map) {
		return run(() -> this.store.delete(map));
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		return run(() -> this.store.acquire(lock, holder, lease));
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return run(() -> this.store.release(lock, holder));
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		SharedPermits permits = this.store.permits(name, limit, period);
		return (maxWait) -> run(() -> permits.reserve(maxWait));
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		return this.store.listen(topic, new SharedListener() {

			@Override
			public void changed(SharedMap map, List<SharedEntry> entries) {
				if (CuttableStore.this.cut == Cut.NONE) {
					listener.changed(map, entries);
				}
			}

			@Override
			public void missed() {
				listener.missed();
			}

		});
	}

	@Override
	public CompletableFuture<Void> probe() {
		return run(this.store::probe);
	}

	@Override
	public void close() {
		this.store.close();
	}

	private <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> operation) {
		return switch (this.cut) {
			case NONE, DEAF -> operation.get();
			case FAILING -> CompletableFuture.failedFuture(new IllegalStateException("cut off"));
			case HANGING -> new CompletableFuture<>();
		};
	}

	/**
	 * How the store is cut off.
	 */
	public enum Cut {

		NONE,

		/**
		 * Operations fail.
		 */
		FAILING,

		/**
		 * Operations do not end.
		 */
		HANGING,

		/**
		 * Only notifications are lost.
		 */
		DEAF

	}

}
