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

import dev.sessions.settings.StoreHandle;

/**
 * A store used by all instances of an application. No method blocks. A future fails if
 * the store is unavailable and may never complete if the store hangs, so callers bound
 * their waits. Thread-safe.
 */
public interface SharedStore extends StoreHandle, AutoCloseable {

	/**
	 * Read all entries of a map.
	 * @param map the map
	 * @param retention the time for which the map is kept after this access
	 * @return the entries in any order; empty if there is no such map
	 */
	CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention);

	/**
	 * Merge entries into a map. For each key, the entry with the highest stamp stays; of
	 * equal stamps, the present one stays. The other instances that listen to the topic
	 * are notified of the given entries that won. The merge is atomic.
	 * @param map the map
	 * @param entries the entries, with distinct keys
	 * @param retention the time for which the map is kept after this access
	 * @return the entries of the map that won over given ones
	 */
	CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries, Duration retention);

	/**
	 * Delete entries that have not changed since they were read. Other instances are not
	 * notified.
	 * @param map the map
	 * @param entries the entries
	 * @return a future that completes when the entries are deleted
	 */
	CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries);

	/**
	 * Acquire a lock, or prolong it for its holder. The lock is released automatically at
	 * the end of its lease.
	 * @param lock the lock
	 * @param holder the ID of the holder, different for each attempt
	 * @param lease the maximum time for which the lock is held
	 * @return whether the holder has the lock
	 */
	CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease);

	/**
	 * Release a lock if the holder still has it.
	 * @param lock the lock
	 * @param holder the ID of the holder
	 * @return a future that completes when the lock is released
	 */
	CompletableFuture<Void> release(SharedMap lock, String holder);

	/**
	 * Return the permits of a rate limit that applies to all instances together.
	 * @param name the name of the limit
	 * @param limit the number of permits in each period
	 * @param period the period
	 * @return the permits
	 * @throws IllegalStateException if a library is missing; the message names the remedy
	 */
	SharedPermits permits(SharedMap name, int limit, Duration period);

	/**
	 * Register a listener for changes of other instances, until the registration ends or
	 * the store is closed.
	 * @param topic the topic
	 * @param listener the listener
	 * @return the registration
	 */
	Registration listen(String topic, SharedListener listener);

	/**
	 * Check by a write operation that the store is usable.
	 * @return a future that completes if the write succeeds
	 */
	CompletableFuture<Void> probe();

	/**
	 * Return a future that distinguishes a late response from one that this instance had
	 * no time to read.
	 * @return a future that completes once this instance has sent all earlier commands
	 * and read all responses that had arrived by then, or at once if there is no
	 * connection
	 */
	default CompletableFuture<?> settled() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Close the connections that belong to this store. Running operations fail.
	 */
	@Override
	void close();

	/**
	 * The registration of a listener.
	 */
	@FunctionalInterface
	interface Registration {

		/**
		 * End the registration.
		 */
		void end();

	}

}
