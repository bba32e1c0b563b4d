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

package dev.sessions.retry;

import java.io.InterruptedIOException;

import org.jspecify.annotations.Nullable;

/**
 * What the context of a call says about retries, and what it is told.
 */
public interface RetryScope {

	/**
	 * The call's own bound on attempts.
	 * @return the number, or {@code null} for that of the settings
	 */
	@Nullable Integer maxAttempts();

	/**
	 * Whether the caller says that the request may be repeated.
	 * @return yes, no, or {@code null} if he does not say
	 */
	@Nullable Boolean idempotent();

	/**
	 * The retries of this call so far.
	 * @return the number
	 */
	int retries();

	/**
	 * Tell that the request will be sent once more, after the wait.
	 * @param retry the reason and the wait
	 */
	void retried(Retry retry);

	/**
	 * The time left to the call.
	 * @return the time in nanoseconds, zero or less if there is none
	 */
	long nanosLeft();

	/**
	 * Wait.
	 * @param nanos the time in nanoseconds
	 * @throws InterruptedIOException if the thread was interrupted or the session closed
	 * meanwhile
	 */
	void pause(long nanos) throws InterruptedIOException;

}
