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

package dev.sessions.testsupport;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedPermits;
import dev.sessions.internal.shared.SharedStore;

/**
 * An instance's connection to a store, with faults that a test controls.
 */
public final class UnreliableStore implements SharedStore {

	/**
	 * The fault of operations.
	 */
	public enum Fault {

		/**
		 * None: operations reach the store.
		 */
		NONE,

		/**
		 * Operations fail.
		 */
		FAIL,

		/**
		 * Operations are lost and never complete.
		 */
		HANG,

		/**
		 * Operations reach the store, but notifications are lost.
		 */
		DEAF

	}

	private final SharedStore store;

	private final List<SharedEntry> merged = new CopyOnWriteArrayList<>();

	private final AtomicInteger attempts = new AtomicInteger();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger listening = new AtomicInteger();

	private volatile Fault fault = Fault.NONE;

	private volatile CompletableFuture<?> settled = CompletableFuture.completedFuture(null);

	private volatile Fault faultAfterAcquiring = Fault.NONE;

	public UnreliableStore(SharedStore store) {
		this.store = store;
	}

	public UnreliableStore withFault(Fault fault) {
		this.fault = fault;
		return this;
	}

	/**
	 * Set the fault of all operations after the first lock is acquired.
	 */
	public UnreliableStore withFaultAfterAcquiring(Fault fault) {
		this.faultAfterAcquiring = fault;
		return this;
	}

	/**
	 * The merged entries, as the store receives them.
	 */
	public List<SharedEntry> merged() {
		return this.merged;
	}

	/**
	 * The number of attempts to acquire or extend a lock.
	 */
	public int attempts() {
		return this.attempts.get();
	}

	/**
	 * The number of requests for a permit.
	 */
	public int asked() {
		return this.asked.get();
	}

	/**
	 * The number of listeners.
	 */
	public int listening() {
		return this.listening.get();
	}

	/**
	 * Set the future that {@link #settled()} returns.
	 */
	public UnreliableStore withSettled(CompletableFuture<?> settled) {
		this.settled = settled;
		return this;
	}

	@Override
	public CompletableFuture<?> settled() {
		return this.settled;
	}

	private <T> CompletableFuture<T> operation(Supplier<CompletableFuture<T>> operation) {
		return switch (this.fault) {
			case NONE, DEAF -> operation.get();
			case FAIL -> CompletableFuture.failedFuture(new IllegalStateException("The store is unavailable"));
			case HANG -> new CompletableFuture<>();
		};
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		return operation(() -> this.store.load(map, retention));
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		return operation(() -> {
			this.merged.addAll(entries);
			return this.store.merge(map, entries, retention);
		});
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		return operation(() -> this.store.purge(map, entries));
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		CompletableFuture<Boolean> acquired = operation(() -> this.store.acquire(lock, holder, lease));
		this.attempts.incrementAndGet();
		if (this.faultAfterAcquiring != Fault.NONE && acquired.getNow(false)) {
			this.fault = this.faultAfterAcquiring;
		}
		return acquired;
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		return operation(() -> this.store.release(lock, holder));
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		SharedPermits permits = this.store.permits(name, limit, period);
		return (maxWait) -> {
			this.asked.incrementAndGet();
			return operation(() -> permits.reserve(maxWait));
		};
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		Registration registration = this.store.listen(topic, new SharedListener() {

			@Override
			public void changed(SharedMap map, List<SharedEntry> entries) {
				if (UnreliableStore.this.fault == Fault.NONE) {
					listener.changed(map, entries);
				}
			}

			@Override
			public void missed() {
				listener.missed();
			}

		});
		this.listening.incrementAndGet();
		return () -> {
			registration.end();
			this.listening.decrementAndGet();
		};
	}

	@Override
	public CompletableFuture<Void> probe() {
		return operation(this.store::probe);
	}

	@Override
	public void close() {
		this.store.close();
	}

}
