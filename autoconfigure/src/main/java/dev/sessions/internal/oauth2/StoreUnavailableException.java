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

package dev.sessions.internal.oauth2;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A step of a shared store that failed or took too long.
 */
final class StoreUnavailableException extends Exception {

	private static final long serialVersionUID = 1L;

	private static final long PATIENCE_MILLIS = 50;

	StoreUnavailableException(Throwable cause) {
		super(cause);
	}

	/**
	 * Wait for a step, but no longer than for a store that is well.
	 * @param <T> the type of the result
	 * @param step the step
	 * @return the result
	 * @throws StoreUnavailableException if there is none by then
	 */
	static <T> T await(CompletableFuture<T> step) throws StoreUnavailableException {
		try {
			return step.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			throw new StoreUnavailableException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException(ex);
		}
	}

}
