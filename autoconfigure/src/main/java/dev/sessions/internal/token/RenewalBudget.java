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
 * Bounds how often rejected tokens are renewed: five times at once, and once more every
 * ten seconds. Tokens are revoked less often than that, and more renewals do not help
 * with an API that rejects each token after a while. Guarded by its owner's lock.
 */
public final class RenewalBudget {

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

	private static final long CAPACITY = 5 * INTERVAL;

	/**
	 * In nanoseconds; a renewal takes one interval.
	 */
	private long left = CAPACITY;

	private long filledAt;

	/**
	 * Take a renewal.
	 * @param now the time in nanoseconds
	 * @return whether one was left
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
