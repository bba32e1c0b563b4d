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

package dev.sessions.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The {@code rate-limit} block.
 */
public final class RateLimitProperties {

	/**
	 * Whether there is a rate limit.
	 */
	private @Nullable Boolean enabled;

	/**
	 * How many requests may be sent in a period.
	 */
	private @Nullable Integer limitForPeriod;

	/**
	 * The period.
	 */
	private @Nullable Duration period;

	/**
	 * How long a request may wait for the next period.
	 */
	private @Nullable Duration maxWait;

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable Integer getLimitForPeriod() {
		return this.limitForPeriod;
	}

	public void setLimitForPeriod(@Nullable Integer limitForPeriod) {
		this.limitForPeriod = limitForPeriod;
	}

	public @Nullable Duration getPeriod() {
		return this.period;
	}

	public void setPeriod(@Nullable Duration period) {
		this.period = period;
	}

	public @Nullable Duration getMaxWait() {
		return this.maxWait;
	}

	public void setMaxWait(@Nullable Duration maxWait) {
		this.maxWait = maxWait;
	}

}
