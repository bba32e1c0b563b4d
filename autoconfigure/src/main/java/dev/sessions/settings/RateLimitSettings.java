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

/**
 * Limits the number of requests per period. Each attempt and each hop of a redirect
 * counts as a request. Immutable.
 *
 * @param limitForPeriod the largest number of requests per period, at least 1
 * @param period the period, from 1 ms to a year
 * @param maxWait the longest wait for a permit, zero or more and at most a year
 */
public record RateLimitSettings(int limitForPeriod, Duration period, Duration maxWait) {

	private static final RateLimitSettings DEFAULTS = new RateLimitSettings(50, Duration.ofSeconds(1),
			Duration.ofSeconds(5));

	public RateLimitSettings {
		Bounds.requireCount("limit-for-period", limitForPeriod);
		Bounds.requireTime("period", period);
		Bounds.requireWait("max-wait", maxWait);
	}

	/**
	 * 50 requests per second, with a wait of up to 5 s.
	 * @return the default settings
	 */
	public static RateLimitSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another limit per period.
	 * @param limitForPeriod the largest number of requests per period, at least 1
	 * @return the copy
	 */
	public RateLimitSettings withLimitForPeriod(int limitForPeriod) {
		return new RateLimitSettings(limitForPeriod, this.period, this.maxWait);
	}

	/**
	 * Return a copy with another period.
	 * @param period the period, from 1 ms to a year
	 * @return the copy
	 */
	public RateLimitSettings withPeriod(Duration period) {
		return new RateLimitSettings(this.limitForPeriod, period, this.maxWait);
	}

	/**
	 * Return a copy with another longest wait.
	 * @param maxWait the longest wait for a permit, zero or more
	 * @return the copy
	 */
	public RateLimitSettings withMaxWait(Duration maxWait) {
		return new RateLimitSettings(this.limitForPeriod, this.period, maxWait);
	}

}
