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

package dev.sessions.test;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of mocked sessions. Waits of their calls follow it: backoff, {@code
 * Retry-After}, rate limits, the open state of a circuit breaker, the expiry of tokens,
 * the timeouts of calls and of mocked faults.
 * <p>
 * By default the clock jumps: once all running calls wait, it moves to the end of the
 * shortest wait. A test of three retries with 20 seconds between them takes milliseconds,
 * and {@link dev.sessions.Response#elapsed()} shows a minute. Otherwise the clock runs
 * like the system clock. Thread-safe.
 */
public final class MockClock {

	/**
	 * Jumps and waits.
	 */
	private final MockTime time = new MockTime();

	MockClock() {
	}

	/**
	 * Return the current time of this clock.
	 * @return the system time plus all jumps and advances
	 */
	public Instant instant() {
		return this.time.clock().instant();
	}

	/**
	 * Move the clock forward. A test that starts with a reset clock starts at the system
	 * time again.
	 * @param duration the duration; must not be negative
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("The clock cannot be moved back by " + duration);
		}
		this.time.advance(duration.toNanos());
	}

	/**
	 * Set whether the clock jumps to the end of a wait by itself. If it does not, a wait
	 * ends after {@link #advance(Duration)} or in real time. A test that starts with a
	 * reset clock jumps again.
	 * @param jumping whether the clock jumps
	 */
	public void setJumping(boolean jumping) {
		this.time.setJumping(jumping);
	}

	/**
	 * Return the number of threads that currently wait for this clock, so that a test can
	 * await a call's wait before it moves the clock.
	 * @return the number of waiting threads
	 */
	public int waiting() {
		return this.time.waiting();
	}

	/**
	 * Return to the system time and jump again.
	 */
	void reset() {
		this.time.reset();
	}

	MockTime time() {
		return this.time;
	}

}
