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
 * A view of another store, which subclasses change. Thread-safe, if the other store is.
 */
abstract class ForwardingStore implements SharedStore {

	private final SharedStore store;

	ForwardingStore(SharedStore store) {
		this.store = store;
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return this.store.load(map, retention);
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		return this.store.merge(map, entries, retention);
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return this.store.purge(map, entries);
	}

	@Override
	public CompletableFuture<Void> delete(SharedMap map) {
		return this.store.delete(map);
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		return this.store.acquire(lock, holder, lease);
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return this.store.release(lock, holder);
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		return this.store.permits(name, limit, period);
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		return this.store.listen(topic, new SharedListener() {

			@Override
			public void changed(SharedMap map, List<SharedEntry> entries) {
				ForwardingStore.this.changed(map, entries, listener);
			}

			@Override
			public void missed() {
				listener.missed();
			}

		});
	}

	/**
	 * Pass changes of other instances on.
	 */
	void changed(SharedMap map, List<SharedEntry> entries, SharedListener listener) {
		listener.changed(map, entries);
	}

	@Override
	public CompletableFuture<?> settled() {
		return this.store.settled();
	}

	@Override
	public CompletableFuture<Void> probe() {
		return this.store.probe();
	}

	/**
	 * Does nothing: the store belongs to what created it, and other sessions may use it.
	 */
	@Override
	public void close() {
	}

	@Override
	public String toString() {
		return this.store.toString();
	}

}
