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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of what some settings switch on. Two made of the same name and registries
 * have the same circuit breaker, rate limiter and bulkhead.
 */
public final class Guards {

	private static final Guards NONE = new Guards(null, null, null, null);

	private final @Nullable CircuitBreakerHandler circuitBreaker;

	private final @Nullable RateLimitHandler rateLimit;

	private final @Nullable BulkheadHandler bulkhead;

	private final @Nullable Registries registries;

	private Guards(@Nullable Registries registries, @Nullable CircuitBreakerHandler circuitBreaker,
			@Nullable RateLimitHandler rateLimit, @Nullable BulkheadHandler bulkhead) {
		this.registries = registries;
		this.circuitBreaker = circuitBreaker;
		this.rateLimit = rateLimit;
		this.bulkhead = bulkhead;
	}

	/**
	 * The guards of some settings, which have a name and registries.
	 * @param settings the settings
	 * @return the guards
	 * @throws IllegalStateException if a module of Resilience4j is missing
	 */
	public static Guards of(ResilienceSettings settings) {
		if (!settings.isOn()) {
			return NONE;
		}
		settings.requireAvailable((guard) -> guard.isAvailable(Guards.class.getClassLoader()));
		String name = Objects.requireNonNull(settings.name(), "name");
		Registries registries = Objects.requireNonNull(settings.registries(), "registries");
		CircuitBreakerSettings circuitBreaker = settings.circuitBreaker();
		RateLimitSettings rateLimit = settings.rateLimit();
		BulkheadSettings bulkhead = settings.bulkhead();
		return new Guards(registries,
				(circuitBreaker != null) ? CircuitBreakerHandler.of(name, circuitBreaker, registries) : null,
				(rateLimit != null) ? RateLimitHandler.of(name, rateLimit, registries) : null,
				(bulkhead != null) ? BulkheadHandler.of(name, bulkhead, registries) : null);
	}

	/**
	 * What opens when the server is ill.
	 * @return the handler, or {@code null} if there is none
	 */
	public @Nullable ExecChainHandler circuitBreaker() {
		return this.circuitBreaker;
	}

	/**
	 * What bounds requests by time.
	 * @return the handler, or {@code null} if there is none
	 */
	public @Nullable ExecChainHandler rateLimit() {
		return this.rateLimit;
	}

	/**
	 * What bounds the calls at once.
	 * @return the handler, or {@code null} if there is none
	 */
	public @Nullable ExecChainHandler bulkhead() {
		return this.bulkhead;
	}

	/**
	 * What Resilience4j knows of them.
	 * @return its circuit breaker, rate limiter and bulkhead, as far as there are some
	 */
	public List<Object> instances() {
		return instances((guard) -> true);
	}

	/**
	 * Those of the instances that are in no registry of the application.
	 * @return the instances
	 */
	public List<Object> ownInstances() {
		Registries registries = this.registries;
		return (registries != null) ? instances((guard) -> !registries.isOfApplication(guard)) : List.of();
	}

	private List<Object> instances(Predicate<Guard> which) {
		List<Object> instances = new ArrayList<>();
		if (this.circuitBreaker != null && which.test(Guard.CIRCUIT_BREAKER)) {
			instances.add(this.circuitBreaker.breaker());
		}
		if (this.rateLimit != null && which.test(Guard.RATE_LIMIT)) {
			instances.add(this.rateLimit.limiter());
		}
		if (this.bulkhead != null && which.test(Guard.BULKHEAD)) {
			instances.add(this.bulkhead.bulkhead());
		}
		return instances;
	}

	/**
	 * How the circuit breaker is just now. To be read also where Resilience4j is not.
	 * @return its state, or {@code null} if there is none
	 */
	public @Nullable CircuitBreakerState circuitBreakerState() {
		return (this.circuitBreaker != null) ? this.circuitBreaker.state() : null;
	}

}
