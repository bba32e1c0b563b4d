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

package dev.sessions.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * The rules for retrying requests. Immutable.
 *
 * @param maxAttempts the largest number of attempts to send a request in one call, at
 * least 1; 1 turns retries off
 * @param methods the methods that may be retried, in upper case
 * @param statuses the status codes that cause a retry, from 200 to 599
 * @param backoff the wait between two attempts
 * @param maxRetryAfter the longest {@code Retry-After} that is honoured, zero or more and
 * at most a year; a longer one ends the retries at once
 * @param shareRetryAfter whether a {@code Retry-After} also delays other callers: all of
 * them after a 503, those with the same credentials after a 429
 * @param budget the limit of retries across all callers
 */
public record RetrySettings(int maxAttempts, Set<String> methods, Set<Integer> statuses, Backoff backoff,
		Duration maxRetryAfter, boolean shareRetryAfter, RetryBudgetSettings budget) {

	public RetrySettings {
		Bounds.requireCount("max-attempts", maxAttempts);
		Objects.requireNonNull(backoff, "backoff");
		Objects.requireNonNull(budget, "budget");
		Bounds.requireWait("max-retry-after", maxRetryAfter);
		methods = Set.copyOf(methods);
		statuses = Set.copyOf(statuses);
		Bounds.requireStatuses("statuses", statuses);
	}

	/**
	 * Three attempts for the idempotent methods of RFC 9110, section 9.2.2, after a
	 * response with status 429, 502, 503 or 504, or after a temporary failure.
	 * @return the default settings
	 */
	public static RetrySettings defaults() {
		return new RetrySettings(3, Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"),
				Set.of(429, 502, 503, 504), Backoff.defaults(), Duration.ofSeconds(20), true,
				RetryBudgetSettings.defaults());
	}

	/**
	 * Return a copy with another limit of attempts.
	 * @param maxAttempts the largest number of attempts to send a request in one call, at
	 * least 1; 1 turns retries off
	 * @return the copy
	 */
	public RetrySettings withMaxAttempts(int maxAttempts) {
		return new RetrySettings(maxAttempts, this.methods, this.statuses, this.backoff, this.maxRetryAfter,
				this.shareRetryAfter, this.budget);
	}

	/**
	 * Return a copy with other methods.
	 * @param methods the methods that may be retried, in upper case
	 * @return the copy
	 */
	public RetrySettings withMethods(Set<String> methods) {
		return new RetrySettings(this.maxAttempts, methods, this.statuses, this.backoff, this.maxRetryAfter,
				this.shareRetryAfter, this.budget);
	}

	/**
	 * Return a copy with other status codes.
	 * @param statuses the status codes that cause a retry, from 200 to 599
	 * @return the copy
	 */
	public RetrySettings withStatuses(Set<Integer> statuses) {
		return new RetrySettings(this.maxAttempts, this.methods, statuses, this.backoff, this.maxRetryAfter,
				this.shareRetryAfter, this.budget);
	}

	/**
	 * Return a copy with another backoff.
	 * @param backoff the wait between two attempts
	 * @return the copy
	 */
	public RetrySettings withBackoff(Backoff backoff) {
		return new RetrySettings(this.maxAttempts, this.methods, this.statuses, backoff, this.maxRetryAfter,
				this.shareRetryAfter, this.budget);
	}

	/**
	 * Return a copy with another limit of {@code Retry-After}.
	 * @param maxRetryAfter the longest {@code Retry-After} that is honoured, zero or more
	 * and at most a year
	 * @return the copy
	 */
	public RetrySettings withMaxRetryAfter(Duration maxRetryAfter) {
		return new RetrySettings(this.maxAttempts, this.methods, this.statuses, this.backoff, maxRetryAfter,
				this.shareRetryAfter, this.budget);
	}

	/**
	 * Return a copy with another retry budget.
	 * @param budget the limit of retries across all callers
	 * @return the copy
	 */
	public RetrySettings withBudget(RetryBudgetSettings budget) {
		return new RetrySettings(this.maxAttempts, this.methods, this.statuses, this.backoff, this.maxRetryAfter,
				this.shareRetryAfter, budget);
	}

	/**
	 * Return a copy with {@code Retry-After} shared or not.
	 * @param shareRetryAfter whether a {@code Retry-After} also delays other callers
	 * @return the copy
	 */
	public RetrySettings withShareRetryAfter(boolean shareRetryAfter) {
		return new RetrySettings(this.maxAttempts, this.methods, this.statuses, this.backoff, this.maxRetryAfter,
				shareRetryAfter, this.budget);
	}

}
