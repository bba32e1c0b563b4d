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

/**
 * A token bucket that limits the retries of all callers of a session. Each retry takes
 * one token. Immutable.
 *
 * @param ratio the tokens that each call adds, zero or more
 * @param minPerSecond the tokens that each second adds, regardless of the number of
 * calls, zero or more
 */
public record RetryBudgetSettings(double ratio, double minPerSecond) {

	public RetryBudgetSettings {
		if (!(ratio >= 0) || Double.isInfinite(ratio)) {
			throw new IllegalArgumentException("ratio must not be negative, but is " + ratio);
		}
		if (!(minPerSecond >= 0) || Double.isInfinite(minPerSecond)) {
			throw new IllegalArgumentException("min-per-second must not be negative, but is " + minPerSecond);
		}
	}

	/**
	 * One retry per five calls, and ten retries per second.
	 * @return the default budget
	 */
	public static RetryBudgetSettings defaults() {
		return new RetryBudgetSettings(0.2, 10);
	}

	/**
	 * Return a copy with another ratio of retries to calls.
	 * @param ratio the tokens that each call adds, zero or more
	 * @return the copy
	 */
	public RetryBudgetSettings withRatio(double ratio) {
		return new RetryBudgetSettings(ratio, this.minPerSecond);
	}

	/**
	 * Return a copy with another number of retries per second.
	 * @param minPerSecond the tokens that each second adds, zero or more
	 * @return the copy
	 */
	public RetryBudgetSettings withMinPerSecond(double minPerSecond) {
		return new RetryBudgetSettings(this.ratio, minPerSecond);
	}

}
