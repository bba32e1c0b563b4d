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

package dev.sessions.autoconfigure.internal.binding;

import java.time.Duration;
import java.util.Set;

import dev.sessions.settings.Jitter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code retry} block.
 *
 * @param maxAttempts How often a request may be sent in one call. One turns retries off.
 * @param methods Methods that may be retried.
 * @param statuses Status codes that cause a retry, from 200 to 599.
 * @param backoff Wait between two attempts.
 * @param maxRetryAfter Longest Retry-After that is honoured. A longer one ends the
 * retries at once.
 * @param shareRetryAfter Whether a Retry-After also delays other callers of the session
 * and its forks: all of them after a 503, those with the same credentials after a 429.
 * @param budget Limit of retries across all callers.
 */
record RetryProperties(@Nullable Integer maxAttempts, @Nullable Set<String> methods, @Nullable Set<Integer> statuses,
		@Nullable Backoff backoff, @Nullable Duration maxRetryAfter, @Nullable Boolean shareRetryAfter,
		@Nullable Budget budget) {

	/**
	 * The {@code retry.backoff} block.
	 *
	 * @param delay First wait between two attempts.
	 * @param multiplier Growth from one wait to the next.
	 * @param maxDelay Longest wait between two attempts.
	 * @param jitter How each wait is randomized: full waits a random part of the computed
	 * time, none the whole time.
	 */
	public record Backoff(@Nullable Duration delay, @Nullable Double multiplier, @Nullable Duration maxDelay,
			@Nullable Jitter jitter) {

	}

	/**
	 * The {@code retry.budget} block.
	 *
	 * @param ratio Retries that each call adds to the budget.
	 * @param minPerSecond Retries that each second adds to the budget, regardless of the
	 * number of calls.
	 */
	public record Budget(@Nullable Double ratio, @Nullable Double minPerSecond) {

	}

}
