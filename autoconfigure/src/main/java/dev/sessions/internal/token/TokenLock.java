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
 * A lock that lets only one instance request a token. It is prolonged while it is held,
 * and expires within 5 seconds if its holder dies. Thread-safe.
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
	 * @return the lock, which the caller must release, or {@code null} if it is held
	 * @throws StoreUnavailableException if the store does not respond in time
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
			// the attempt may still succeed
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
	 * Release the lock after the token is stored and the last attempt to prolong the lock
	 * has ended, because that attempt would acquire it again. Does not block.
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
