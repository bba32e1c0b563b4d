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

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What protects server and callers from each other. Each part needs its module of
 * Resilience4j on the class path.
 *
 * @param circuitBreaker the circuit breaker, or {@code null} for none
 * @param rateLimit the rate limit, or {@code null} for none
 * @param bulkhead the bulkhead, or {@code null} for none
 * @param name what they are called in their registries, or {@code null} for the name of
 * the session; sessions that have it in common, and the registries, share them
 * @param registries where they are kept, or {@code null} for registries of the session's
 * own
 */
public record ResilienceSettings(@Nullable CircuitBreakerSettings circuitBreaker, @Nullable RateLimitSettings rateLimit,
		@Nullable BulkheadSettings bulkhead, @Nullable String name, @Nullable Registries registries) {

	private static final ResilienceSettings DEFAULTS = new ResilienceSettings(null, null, null, null, null);

	/**
	 * Nothing is limited.
	 * @return the default settings
	 */
	public static ResilienceSettings defaults() {
		return DEFAULTS;
	}

	public ResilienceSettings withCircuitBreaker(@Nullable CircuitBreakerSettings circuitBreaker) {
		return new ResilienceSettings(circuitBreaker, this.rateLimit, this.bulkhead, this.name, this.registries);
	}

	public ResilienceSettings withRateLimit(@Nullable RateLimitSettings rateLimit) {
		return new ResilienceSettings(this.circuitBreaker, rateLimit, this.bulkhead, this.name, this.registries);
	}

	public ResilienceSettings withBulkhead(@Nullable BulkheadSettings bulkhead) {
		return new ResilienceSettings(this.circuitBreaker, this.rateLimit, bulkhead, this.name, this.registries);
	}

	public ResilienceSettings withName(@Nullable String name) {
		return new ResilienceSettings(this.circuitBreaker, this.rateLimit, this.bulkhead, name, this.registries);
	}

	public ResilienceSettings withRegistries(@Nullable Registries registries) {
		return new ResilienceSettings(this.circuitBreaker, this.rateLimit, this.bulkhead, this.name, registries);
	}

	/**
	 * Say what is left open: name and registries.
	 * @param name the name of the session
	 * @return settings that have both
	 */
	public ResilienceSettings forSession(String name) {
		if (!isOn()) {
			return this;
		}
		return withName((this.name != null) ? this.name : name)
			.withRegistries((this.registries != null) ? this.registries : new Registries());
	}

	/**
	 * Whether anything is limited.
	 * @return whether it is
	 */
	public boolean isOn() {
		return this.circuitBreaker != null || this.rateLimit != null || this.bulkhead != null;
	}

	/**
	 * Whether a guard is switched on.
	 * @param guard the guard
	 * @return whether it is
	 */
	public boolean has(Guard guard) {
		return switch (guard) {
			case CIRCUIT_BREAKER -> this.circuitBreaker != null;
			case RATE_LIMIT -> this.rateLimit != null;
			case BULKHEAD -> this.bulkhead != null;
		};
	}

	/**
	 * Refuse a guard that is not there.
	 * @param available whether a guard is there
	 * @throws IllegalStateException if one that is switched on is not
	 */
	void requireAvailable(Predicate<Guard> available) {
		for (Guard guard : Guard.values()) {
			if (has(guard) && !available.test(guard)) {
				throw new IllegalStateException(
						guard.block() + " needs Resilience4j: add " + guard.dependency() + " to the class path");
			}
		}
	}

}
