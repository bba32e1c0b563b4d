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
 * Bounds the wait for an answer of a store. Time in which this virtual machine is too
 * busy to send and read does not count: a busy machine is not mistaken for a store that
 * is away.
 */
public final class BoundedWait {

	/**
	 * The longest time that a call waits for the store.
	 */
	public static final Duration OF_CALL = Duration.ofMillis(50);

	/**
	 * The longest time that the creation of a session waits for the store, which opens
	 * its connection meanwhile.
	 */
	public static final Duration OF_OPENING = Duration.ofSeconds(2);

	private BoundedWait() {
	}

	/**
	 * Wait for an answer in the current thread, for as long as a call waits.
	 * @param <T> the type of the answer
	 * @param store the store that is to answer
	 * @param answer the answer, which is not cancelled
	 * @return the answer
	 * @throws StoreUnavailableException if there is none in time
	 */
	public static <T> T get(SharedStore store, CompletableFuture<T> answer) throws StoreUnavailableException {
		if (!await(store, answer, OF_CALL)) {
			throw new StoreUnavailableException("The shared store did not answer in time");
		}
		return answer.join();
	}

	/**
	 * Wait for an answer in the current thread. An interruption ends the wait and stays.
	 * @param store the store that is to answer
	 * @param answer the answer, which is not cancelled
	 * @param longest the longest time to wait
	 * @return whether there was an answer in time
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
	 * Bound the wait for an answer.
	 * @param store the store that is to answer
	 * @param answer the answer, which is not cancelled
	 * @param longest the longest time to wait
	 * @return completes with whether there was an answer in time
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
