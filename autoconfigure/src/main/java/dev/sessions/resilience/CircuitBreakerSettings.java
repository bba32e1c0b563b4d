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
 * When a circuit breaker opens, and for how long. It counts attempts: what the server
 * answered with a status from 500 on, or not at all, has failed.
 *
 * @param failureRateThreshold the share of failed attempts from which it opens, in
 * percent
 * @param slowCallDuration the time to the head of the answer from which an attempt is
 * slow
 * @param slowCallRateThreshold the share of slow attempts from which it opens, in percent
 * @param windowSize how many attempts, the last ones, these shares are of
 * @param minimumCalls how many there must have been before it can open
 * @param openDuration how long it stays open before it lets some through on trial
 * @param halfOpenCalls how many these are
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
	 * The defaults of Resilience4j: open for a minute when half of the last 100 attempts
	 * failed, or all of them took a minute.
	 * @return the default settings
	 */
	public static CircuitBreakerSettings defaults() {
		return DEFAULTS;
	}

	public CircuitBreakerSettings withFailureRateThreshold(double failureRateThreshold) {
		return new CircuitBreakerSettings(failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	public CircuitBreakerSettings withSlowCallDuration(Duration slowCallDuration) {
		return new CircuitBreakerSettings(this.failureRateThreshold, slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	public CircuitBreakerSettings withSlowCallRateThreshold(double slowCallRateThreshold) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	public CircuitBreakerSettings withWindowSize(int windowSize) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				windowSize, this.minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	public CircuitBreakerSettings withMinimumCalls(int minimumCalls) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, minimumCalls, this.openDuration, this.halfOpenCalls);
	}

	public CircuitBreakerSettings withOpenDuration(Duration openDuration) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, openDuration, this.halfOpenCalls);
	}

	public CircuitBreakerSettings withHalfOpenCalls(int halfOpenCalls) {
		return new CircuitBreakerSettings(this.failureRateThreshold, this.slowCallDuration, this.slowCallRateThreshold,
				this.windowSize, this.minimumCalls, this.openDuration, halfOpenCalls);
	}

}
