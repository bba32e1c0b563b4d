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
 * The thresholds of a circuit breaker. It counts attempts: an attempt fails if the status
 * of the response is 500 or more, or there is no response. Immutable.
 *
 * @param failureRateThreshold the percentage of failed attempts at which it opens, above
 * 0 and at most 100
 * @param slowCallDuration the time to the head of the response at which an attempt is
 * slow, at least 1 ms
 * @param slowCallRateThreshold the percentage of slow attempts at which it opens, above 0
 * and at most 100
 * @param windowSize the number of latest attempts from which the percentages are
 * computed, at least 1
 * @param minimumCalls the number of attempts before which it cannot open, at least 1
 * @param openDuration the time for which it stays open before it admits trial attempts,
 * at least 1 ms
 * @param halfOpenCalls the number of trial attempts, at least 1
 */
public record CircuitBreakerSettings(double failureRateThreshold, Duration slowCallDuration,
		double slowCallRateThreshold, int windowSize, int minimumCalls, Duration openDuration, int halfOpenCalls) {

	private static final CircuitBreakerSettings DEFAULTS = new CircuitBreakerSettings(50, Duration.ofSeconds(60), 100,
			100, 100, Duration.ofSeconds(60), 10);

	public CircuitBreakerSettings {
		Bounds.requirePercentage("failure-rate-threshold", failureRateThreshold);
		Bounds.requireTime("slow-call-duration", slowCallDuration);
		Bounds.requirePercentage("slow-call-rate-threshold", slowCallRateThreshold);
		Bounds.requireCount("window-size", windowSize);
		Bounds.requireCount("minimum-calls", minimumCalls);
		Bounds.requireTime("open-duration", openDuration);
		Bounds.requireCount("half-open-calls", halfOpenCalls);
	}

	/**
	 * The defaults of Resilience4j: it opens for 60 s when half of the last 100 attempts
	 * failed, or all of them took 60 s.
	 * @return the default settings
	 */
	public static CircuitBreakerSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another failure rate threshold.
	 * @param failureRateThreshold the percentage of failed attempts at which it opens,
	 * above 0 and at most 100
	 * @return the copy
	 */
	public CircuitBreakerSettings withFailureRateThreshold(double failureRateThreshold) {
		return new CircuitBreakerSettings(failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	/**
	 * Return a copy with another duration of slow attempts.
	 * @param slowCallDuration the time to the head of the response at which an attempt is
	 * slow, at least 1 ms
	 * @return the copy
	 */
	public CircuitBreakerSettings withSlowCallDuration(Duration slowCallDuration) {
		return new CircuitBreakerSettings(this.failureRateThreshold, slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	/**
	 * Return a copy with another slow call rate threshold.
	 * @param slowCallRateThreshold the percentage of slow attempts at which it opens,
	 * above 0 and at most 100
	 * @return the copy
	 */
	public CircuitBreakerSettings withSlowCallRateThreshold(double slowCallRateThreshold) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	/**
	 * Return a copy with another window size.
	 * @param windowSize the number of latest attempts from which the percentages are
	 * computed, at least 1
	 * @return the copy
	 */
	public CircuitBreakerSettings withWindowSize(int windowSize) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	/**
	 * Return a copy with another minimum of attempts.
	 * @param minimumCalls the number of attempts before which it cannot open, at least 1
	 * @return the copy
	 */
	public CircuitBreakerSettings withMinimumCalls(int minimumCalls) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	/**
	 * Return a copy with another open duration.
	 * @param openDuration the time for which it stays open before it admits trial
	 * attempts, at least 1 ms
	 * @return the copy
	 */
	public CircuitBreakerSettings withOpenDuration(Duration openDuration) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, openDuration, this.halfOpenCalls);
	}

	/**
	 * Return a copy with another number of trial attempts.
	 * @param halfOpenCalls the number of trial attempts, at least 1
	 * @return the copy
	 */
	public CircuitBreakerSettings withHalfOpenCalls(int halfOpenCalls) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, halfOpenCalls);
	}

}
