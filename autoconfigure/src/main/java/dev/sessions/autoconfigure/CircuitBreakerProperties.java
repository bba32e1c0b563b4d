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
 * The {@code circuit-breaker} block.
 */
public final class CircuitBreakerProperties {

	/**
	 * Whether there is a circuit breaker.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Share of failed attempts from which it opens, in percent.
	 */
	private @Nullable Double failureRateThreshold;

	/**
	 * Time to the head of the answer from which an attempt is slow.
	 */
	private @Nullable Duration slowCallDuration;

	/**
	 * Share of slow attempts from which it opens, in percent.
	 */
	private @Nullable Double slowCallRateThreshold;

	/**
	 * How many attempts, the last ones, these shares are of.
	 */
	private @Nullable Integer windowSize;

	/**
	 * How many attempts there must have been before it can open.
	 */
	private @Nullable Integer minimumCalls;

	/**
	 * How long it stays open before it lets some attempts through on trial.
	 */
	private @Nullable Duration openDuration;

	/**
	 * How many attempts are let through on trial.
	 */
	private @Nullable Integer halfOpenCalls;

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable Double getFailureRateThreshold() {
		return this.failureRateThreshold;
	}

	public void setFailureRateThreshold(@Nullable Double failureRateThreshold) {
		this.failureRateThreshold = failureRateThreshold;
	}

	public @Nullable Duration getSlowCallDuration() {
		return this.slowCallDuration;
	}

	public void setSlowCallDuration(@Nullable Duration slowCallDuration) {
		this.slowCallDuration = slowCallDuration;
	}

	public @Nullable Double getSlowCallRateThreshold() {
		return this.slowCallRateThreshold;
	}

	public void setSlowCallRateThreshold(@Nullable Double slowCallRateThreshold) {
		this.slowCallRateThreshold = slowCallRateThreshold;
	}

	public @Nullable Integer getWindowSize() {
		return this.windowSize;
	}

	public void setWindowSize(@Nullable Integer windowSize) {
		this.windowSize = windowSize;
	}

	public @Nullable Integer getMinimumCalls() {
		return this.minimumCalls;
	}

	public void setMinimumCalls(@Nullable Integer minimumCalls) {
		this.minimumCalls = minimumCalls;
	}

	public @Nullable Duration getOpenDuration() {
		return this.openDuration;
	}

	public void setOpenDuration(@Nullable Duration openDuration) {
		this.openDuration = openDuration;
	}

	public @Nullable Integer getHalfOpenCalls() {
		return this.halfOpenCalls;
	}

	public void setHalfOpenCalls(@Nullable Integer halfOpenCalls) {
		this.halfOpenCalls = halfOpenCalls;
	}

}
