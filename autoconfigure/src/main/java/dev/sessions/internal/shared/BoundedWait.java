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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sessions.internal.concurrent.SharedTimer;

/**
 * Bounds the wait for an answer of a store.
 */
public final class BoundedWait {

	/**
	 * The longest time that a call waits for the store.
	 */
	public static final Duration OF_CALL = Duration.ofMillis(50);

	private BoundedWait() {
	}

	/**
	 * Wait for an answer in the current thread, for as long as a call waits.
	 * @param <T> the type of the answer
	 * @param answer the answer, which is not cancelled
	 * @return the answer
	 * @throws StoreUnavailableException if there is none in time
	 */
	public static <T> T get(CompletableFuture<T> answer) throws StoreUnavailableException {
		if (!await(answer, OF_CALL)) {
			throw new StoreUnavailableException("The shared store did not answer in time");
		}
		return answer.join();
	}

	/**
	 * Wait for an answer in the current thread. An interruption ends the wait and stays.
	 * @param answer the answer, which is not cancelled
	 * @param longest the longest time to wait
	 * @return whether there was an answer in time
	 */
	public static boolean await(CompletableFuture<?> answer, Duration longest) {
		try {
			answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/**
	 * Bound the wait for an answer.
	 * @param answer the answer, which is not cancelled
	 * @param longest the longest time to wait
	 * @return completes with whether there was an answer in time
	 */
	public static CompletableFuture<Boolean> within(CompletableFuture<?> answer, Duration longest) {
		CompletableFuture<Boolean> outcome = new CompletableFuture<>();
		Future<?> end = SharedTimer.INSTANCE.schedule(longest.toNanos(), () -> outcome.complete(false));
		CompletableFuture<?> unused = answer.whenComplete((value, failure) -> {
			outcome.complete(failure == null);
			end.cancel(false);
		});
		return outcome;
	}

}
