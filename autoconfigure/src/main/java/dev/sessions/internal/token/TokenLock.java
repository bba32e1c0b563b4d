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

package dev.sessions.internal.token;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.shared.BoundedWait;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.internal.shared.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be the only instance that requests a token. The lock is prolonged for as
 * long as it is held, and frees itself within seconds if its holder dies. Thread-safe.
 */
final class TokenLock {

	private static final Duration LEASE = Duration.ofSeconds(5);

	private static final Duration PROLONGED_AFTER = Duration.ofMillis(1500);

	private final SharedStore store;

	private final SharedMap name;

	private final String holder = UUID.randomUUID().toString();

	private CompletableFuture<Boolean> acquired;

	private @Nullable Future<?> prolonging;

	private boolean released;

	private TokenLock(SharedStore store, SharedMap name) {
		this.store = store;
		this.name = name;
		this.acquired = store.acquire(name, this.holder, LEASE);
	}

	/**
	 * Acquire a lock if it is free.
	 * @param store the store
	 * @param name the name of the lock
	 * @return the lock, which is to be released, or {@code null} if it is held
	 * @throws StoreUnavailableException if that cannot be found out
	 */
	static @Nullable TokenLock acquire(SharedStore store, SharedMap name) throws StoreUnavailableException {
		TokenLock lock = new TokenLock(store, name);
		try {
			if (!BoundedWait.get(store, lock.acquired)) {
				return null;
			}
			lock.prolongLater();
			return lock;
		}
		catch (StoreUnavailableException ex) {
			// it may be acquired yet
			lock.release(CompletableFuture.completedFuture(null));
			throw ex;
		}
	}

	private synchronized void prolongLater() {
		if (!this.released) {
			this.prolonging = SharedTimer.INSTANCE.schedule(PROLONGED_AFTER.toNanos(), this::prolong);
		}
	}

	private synchronized void prolong() {
		if (!this.released) {
			this.acquired = this.store.acquire(this.name, this.holder, LEASE);
			prolongLater();
		}
	}

	/**
	 * Release the lock, once the token is stored and the last attempt to prolong the lock
	 * is over, which would acquire it again. Does not wait for either.
	 * @param stored completes when the token is stored
	 */
	synchronized void release(CompletableFuture<?> stored) {
		this.released = true;
		if (this.prolonging != null) {
			this.prolonging.cancel(false);
		}
		CompletableFuture<Void> over = CompletableFuture.allOf(stored, this.acquired).exceptionally((failure) -> null);
		CompletableFuture<Void> unusedRelease = over
			.thenCompose((result) -> this.store.release(this.name, this.holder));
	}

}
