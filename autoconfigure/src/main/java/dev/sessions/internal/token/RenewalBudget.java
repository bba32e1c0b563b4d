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

package dev.sessions.internal.token;

import java.util.concurrent.TimeUnit;

/**
 * Bounds the renewals of rejected tokens: a burst of five, and one more every 10 seconds.
 * Tokens are revoked less often, and more renewals do not help with an API that rejects
 * each token after a while. Guarded by its owner's lock.
 */
public final class RenewalBudget {

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

	private static final long CAPACITY = 5 * INTERVAL;

	/**
	 * The remaining budget in nanoseconds; a renewal takes one interval.
	 */
	private long left = CAPACITY;

	private long filledAt;

	/**
	 * Take a renewal from the budget.
	 * @param now the current time in nanoseconds
	 * @return whether the budget allows it
	 */
	public boolean tryTake(long now) {
		if (this.left < CAPACITY) {
			this.left += Math.min(now - this.filledAt, CAPACITY - this.left);
		}
		this.filledAt = now;
		if (this.left < INTERVAL) {
			return false;
		}
		this.left -= INTERVAL;
		return true;
	}

}
