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

import org.jspecify.annotations.Nullable;

/**
 * The settings of circuit breaker, rate limit and bulkhead. Each of them requires its
 * Resilience4j module on the class path. Immutable.
 *
 * @param circuitBreaker the circuit breaker, or {@code null} for none
 * @param rateLimit the rate limit, or {@code null} for none
 * @param bulkhead the bulkhead, or {@code null} for none
 * @param name the name of the instances in their registries, or {@code null} for the name
 * of the session; sessions with the same name and the same registries share the instances
 * @param registries the source of the registries, or {@code null} for registries that
 * belong to the session
 */
public record ResilienceSettings(@Nullable CircuitBreakerSettings circuitBreaker, @Nullable RateLimitSettings rateLimit,
		@Nullable BulkheadSettings bulkhead, @Nullable String name, @Nullable RegistrySource registries) {

	private static final ResilienceSettings DEFAULTS = new ResilienceSettings(null, null, null, null, null);

	/**
	 * No circuit breaker, rate limit or bulkhead.
	 * @return the default settings
	 */
	public static ResilienceSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another circuit breaker.
	 * @param circuitBreaker the circuit breaker, or {@code null} for none
	 * @return the copy
	 */
	public ResilienceSettings withCircuitBreaker(@Nullable CircuitBreakerSettings circuitBreaker) {
		return new ResilienceSettings(circuitBreaker, this.rateLimit, this.bulkhead, this.name, this.registries);
	}

	/**
	 * Return a copy with another rate limit.
	 * @param rateLimit the rate limit, or {@code null} for none
	 * @return the copy
	 */
	public ResilienceSettings withRateLimit(@Nullable RateLimitSettings rateLimit) {
		return new ResilienceSettings(this.circuitBreaker, rateLimit, this.bulkhead, this.name, this.registries);
	}

	/**
	 * Return a copy with another bulkhead.
	 * @param bulkhead the bulkhead, or {@code null} for none
	 * @return the copy
	 */
	public ResilienceSettings withBulkhead(@Nullable BulkheadSettings bulkhead) {
		return new ResilienceSettings(this.circuitBreaker, this.rateLimit, bulkhead, this.name, this.registries);
	}

	/**
	 * Return a copy with another name of the instances.
	 * @param name the name, or {@code null} for the name of the session
	 * @return the copy
	 */
	public ResilienceSettings withName(@Nullable String name) {
		return new ResilienceSettings(this.circuitBreaker, this.rateLimit, this.bulkhead, name, this.registries);
	}

	/**
	 * Return a copy with other registries.
	 * @param registries the source of the registries, or {@code null} for registries that
	 * belong to the session
	 * @return the copy
	 */
	public ResilienceSettings withRegistries(@Nullable RegistrySource registries) {
		return new ResilienceSettings(this.circuitBreaker, this.rateLimit, this.bulkhead, this.name, registries);
	}

	/**
	 * Return whether any of the three is set.
	 * @return whether at least one is set
	 */
	public boolean isOn() {
		return this.circuitBreaker != null || this.rateLimit != null || this.bulkhead != null;
	}

}
