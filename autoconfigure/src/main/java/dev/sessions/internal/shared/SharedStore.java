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
 * A store that all instances of an application use. No method blocks: a future fails if
 * the store is away, and may never complete if the store hangs, so callers bound their
 * waits. Thread-safe.
 */
public interface SharedStore extends StoreHandle, AutoCloseable {

	/**
	 * Read all entries of a map.
	 * @param map the map
	 * @param retention how long the map is kept after this
	 * @return the entries in any order, none if there is no such map
	 */
	CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention);

	/**
	 * Merge entries into a map: of each key the entry with the highest stamp stays, and
	 * of equal stamps the one that came first. The other instances that listen to the
	 * topic are notified of the entries that won. All of it is one step.
	 * @param map the map
	 * @param entries the entries, each with a key of its own
	 * @param retention how long the map is kept after this
	 * @return the entries of the map that won against given ones
	 */
	CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries, Duration retention);

	/**
	 * Delete entries that are unchanged since they were read. No other instance is
	 * notified.
	 * @param map the map
	 * @param entries the entries
	 * @return completes when they are deleted
	 */
	CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries);

	/**
	 * Acquire a lock, or prolong it for its holder. It frees itself after its lease.
	 * @param lock the lock
	 * @param holder the ID of the holder, different for each attempt
	 * @param lease how long it is held at most
	 * @return whether the holder has it
	 */
	CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease);

	/**
	 * Release a lock, if the holder still has it.
	 * @param lock the lock
	 * @param holder the ID of the holder
	 * @return completes when it is free
	 */
	CompletableFuture<Void> release(SharedMap lock, String holder);

	/**
	 * Return the permits of a rate limit that counts over all instances.
	 * @param name the name of the limit
	 * @param limit the number of permits in each period
	 * @param period the period
	 * @return the permits
	 * @throws IllegalStateException if a library is missing, with the cure
	 */
	SharedPermits permits(SharedMap name, int limit, Duration period);

	/**
	 * Listen to changes that other instances make, until the store is closed or the
	 * registration is.
	 * @param topic the topic
	 * @param listener the listener
	 * @return ends the registration
	 */
	Registration listen(String topic, SharedListener listener);

	/**
	 * Write something, which shows whether the store is of use.
	 * @return completes if it is
	 */
	CompletableFuture<Void> probe();

	/**
	 * Complete once this instance has sent all that was asked for before, and has read
	 * all that had arrived by then. Tells an answer that is late from one that this
	 * instance had no time to read.
	 * @return completes then, or at once if there is no connection
	 */
	default CompletableFuture<?> settled() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Give up the connections that belong to this store. Running operations fail.
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
