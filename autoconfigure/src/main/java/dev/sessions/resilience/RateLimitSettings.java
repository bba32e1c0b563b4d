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

package dev.sessions.resilience;

import java.time.Duration;

/**
 * How many requests may go over the wire in a period: each attempt is one, and each hop
 * of a redirect.
 *
 * @param limitForPeriod the number
 * @param period the period
 * @param maxWait how long a request may wait for the next period
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
	 * 50 requests a second, for which one may wait 5 s.
	 * @return the default settings
	 */
	public static RateLimitSettings defaults() {
		return DEFAULTS;
	}

	public RateLimitSettings withLimitForPeriod(int limitForPeriod) {
		return new RateLimitSettings(limitForPeriod, this.period, this.maxWait);
	}

	public RateLimitSettings withPeriod(Duration period) {
		return new RateLimitSettings(this.limitForPeriod, period, this.maxWait);
	}

	public RateLimitSettings withMaxWait(Duration maxWait) {
		return new RateLimitSettings(this.limitForPeriod, this.period, maxWait);
	}

}
