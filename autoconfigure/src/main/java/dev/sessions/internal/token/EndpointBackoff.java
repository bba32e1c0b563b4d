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

import java.time.Duration;

import dev.sessions.settings.Backoff;
import dev.sessions.settings.Jitter;

/**
 * The backoff of an endpoint after failures: one second at first, doubled after each
 * further failure, up to 30 seconds. One minute after the end of a backoff, it starts
 * again from one second. Guarded by its owner's lock.
 */
public final class EndpointBackoff {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), 2, LONGEST, Jitter.NONE);

	private int times;

	private long end;

	/**
	 * Start the next backoff.
	 * @param now the current time in nanoseconds
	 */
	public void begin(long now) {
		boolean quiet = this.times > 0 && now - this.end > 2 * LONGEST.toNanos();
		this.times = quiet ? 1 : this.times + 1;
		this.end = now + BACKOFF.before(this.times, () -> 0).toNanos();
	}

	/**
	 * Reset the backoff after the endpoint has recovered.
	 */
	public void end() {
		this.times = 0;
	}

	/**
	 * Return the remaining time of the backoff.
	 * @param now the current time in nanoseconds
	 * @return the time in nanoseconds, zero or less if the endpoint may be called
	 */
	public long nanosLeft(long now) {
		return (this.times > 0) ? this.end - now : 0;
	}

}
