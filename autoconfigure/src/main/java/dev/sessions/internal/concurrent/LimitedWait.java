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

package dev.sessions.internal.concurrent;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A wait that {@link WaitLimits} ends at its deadline. An instance can be reused for
 * later waits, also of other threads.
 */
public final class LimitedWait {

	private static final long ENDED = 0;

	private static final long EXPIRED = 2;

	/**
	 * The deadline during the wait, or one of the two constants. Deadlines are odd, and
	 * so distinct from the constants.
	 */
	private final AtomicLong state = new AtomicLong(ENDED);

	private final Runnable expiry;

	/**
	 * Creates a wait.
	 * @param expiry the action that ends an expired wait, run at most once for each wait
	 * by a thread that must not be blocked
	 */
	public LimitedWait(Runnable expiry) {
		this.expiry = expiry;
	}

	void begin(long deadline) {
		this.state.set(deadline | 1);
	}

	/**
	 * Ends the wait, and returns whether it has not expired.
	 */
	boolean end() {
		return this.state.getAndSet(ENDED) != EXPIRED;
	}

	void expireIfOver(long now) {
		long deadline = this.state.get();
		if (deadline != ENDED && deadline != EXPIRED && now - deadline >= 0
				&& this.state.compareAndSet(deadline, EXPIRED)) {
			this.expiry.run();
		}
	}

}
