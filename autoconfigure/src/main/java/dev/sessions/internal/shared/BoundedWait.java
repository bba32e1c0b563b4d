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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import dev.sessions.internal.concurrent.SharedTimer;

/**
 * Bounds the wait for a response of a store. Time in which this virtual machine is too
 * busy to send and read does not count, so a busy machine is not mistaken for an
 * unavailable store.
 */
public final class BoundedWait {

	/**
	 * The maximum time that a call waits for the store.
	 */
	public static final Duration OF_CALL = Duration.ofMillis(50);

	/**
	 * The maximum time that the creation of a session waits for the store, including the
	 * opening of its connection.
	 */
	public static final Duration OF_OPENING = Duration.ofSeconds(2);

	private BoundedWait() {
	}

	/**
	 * Wait for a response in the current thread, for at most {@link #OF_CALL}.
	 * @param <T> the type of the response
	 * @param store the store
	 * @param answer the future response, which is not cancelled
	 * @return the response
	 * @throws StoreUnavailableException if the store fails or does not respond in time
	 */
	public static <T> T get(SharedStore store, CompletableFuture<T> answer) throws StoreUnavailableException {
		if (!await(store, answer, OF_CALL)) {
			throw new StoreUnavailableException("The shared store did not answer in time");
		}
		return answer.join();
	}

	/**
	 * Wait for a response in the current thread. An interruption ends the wait; the
	 * thread stays interrupted.
	 * @param store the store
	 * @param answer the future response, which is not cancelled
	 * @param longest the maximum time to wait
	 * @return whether the store responded in time
	 */
	public static boolean await(SharedStore store, CompletableFuture<?> answer, Duration longest) {
		try {
			return within(store, answer, longest).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			return false;
		}
	}

	/**
	 * Bound the wait for a response.
	 * @param store the store
	 * @param answer the future response, which is not cancelled
	 * @param longest the maximum time to wait
	 * @return a future that completes with whether the store responded in time
	 */
	public static CompletableFuture<Boolean> within(SharedStore store, CompletableFuture<?> answer, Duration longest) {
		CompletableFuture<Boolean> outcome = answer.handle((value, failure) -> failure == null);
		if (!outcome.isDone()) {
			TimeLimit limit = TimeLimit.start(store, SharedTimer.INSTANCE, longest.toNanos(),
					() -> outcome.complete(false));
			CompletableFuture<?> unused = outcome.thenRun(limit::end);
		}
		return outcome;
	}

}
