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
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff: the n-th wait is {@code delay * multiplier^(n-1)}, at most
 * {@code maxDelay}, with jitter applied. Immutable.
 *
 * @param delay the first wait, zero or more
 * @param multiplier the growth from one wait to the next, at least 1
 * @param maxDelay the longest wait, at least {@code delay}
 * @param jitter the randomization of each wait
 */
public record Backoff(Duration delay, double multiplier, Duration maxDelay, Jitter jitter) {

	public Backoff {
		Objects.requireNonNull(delay, "delay");
		Objects.requireNonNull(maxDelay, "maxDelay");
		Objects.requireNonNull(jitter, "jitter");
		Bounds.requireNotNegative("delay", delay);
		if (!(multiplier >= 1) || Double.isInfinite(multiplier)) {
			throw new IllegalArgumentException("multiplier must be at least 1, but is " + multiplier);
		}
		if (maxDelay.compareTo(delay) < 0) {
			throw new IllegalArgumentException("max-delay " + maxDelay + " must not be below delay " + delay);
		}
	}

	/**
	 * Waits of 200 ms, 400 ms, 800 ms and so on up to 5 s, with full jitter.
	 * @return the default backoff
	 */
	public static Backoff defaults() {
		return new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(5), Jitter.FULL);
	}

	/**
	 * Return a copy with another first wait.
	 * @param delay the first wait, zero or more and at most the longest wait
	 * @return the copy
	 */
	public Backoff withDelay(Duration delay) {
		return new Backoff(delay, this.multiplier, this.maxDelay, this.jitter);
	}

	/**
	 * Return a copy with another growth from one wait to the next.
	 * @param multiplier the factor, at least 1
	 * @return the copy
	 */
	public Backoff withMultiplier(double multiplier) {
		return new Backoff(this.delay, multiplier, this.maxDelay, this.jitter);
	}

	/**
	 * Return a copy with another longest wait.
	 * @param maxDelay the longest wait, at least the first wait
	 * @return the copy
	 */
	public Backoff withMaxDelay(Duration maxDelay) {
		return new Backoff(this.delay, this.multiplier, maxDelay, this.jitter);
	}

	/**
	 * Return a copy with another jitter.
	 * @param jitter the randomization of each wait
	 * @return the copy
	 */
	public Backoff withJitter(Jitter jitter) {
		return new Backoff(this.delay, this.multiplier, this.maxDelay, jitter);
	}

	/**
	 * Return the wait before a retry.
	 * @param retry the number of the retry, from 1
	 * @param random a source of numbers from 0 (inclusive) to 1 (exclusive)
	 * @return the wait, never negative
	 */
	public Duration before(int retry, DoubleSupplier random) {
		double nanos = Math.min(nanos(this.delay) * Math.pow(this.multiplier, retry - 1.0), nanos(this.maxDelay));
		return Duration.ofNanos((long) ((this.jitter == Jitter.FULL) ? nanos * random.getAsDouble() : nanos));
	}

	private static double nanos(Duration duration) {
		return duration.getSeconds() * 1e9 + duration.getNano();
	}

}
