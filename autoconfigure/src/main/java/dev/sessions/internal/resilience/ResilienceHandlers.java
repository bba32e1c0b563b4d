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

package dev.sessions.internal.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of the features that settings switch on. Instances with the same name and
 * registries share circuit breaker, rate limiter and bulkhead.
 */
public final class ResilienceHandlers {

	private static final ResilienceHandlers NONE = new ResilienceHandlers(null, null, null, null);

	private final @Nullable CircuitBreakerHandler circuitBreaker;

	private final @Nullable RateLimitHandler rateLimit;

	private final @Nullable BulkheadHandler bulkhead;

	private final @Nullable ResilienceRegistries registries;

	private ResilienceHandlers(@Nullable ResilienceRegistries registries,
			@Nullable CircuitBreakerHandler circuitBreaker, @Nullable RateLimitHandler rateLimit,
			@Nullable BulkheadHandler bulkhead) {
		this.registries = registries;
		this.circuitBreaker = circuitBreaker;
		this.rateLimit = rateLimit;
		this.bulkhead = bulkhead;
	}

	/**
	 * Create the handlers of settings.
	 * @param settings the settings, with a name and registries
	 * @param session the state that the session shares with other instances, or
	 * {@code null}; only the rate limit is shared
	 * @return the handlers
	 * @throws IllegalStateException if a module of Resilience4j or a library for the
	 * shared store is missing
	 */
	public static ResilienceHandlers of(ResilienceSettings settings, @Nullable SharedSession session) {
		if (!settings.isOn()) {
			return NONE;
		}
		ResilienceFeature.requireAvailable(settings,
				(feature) -> feature.isAvailable(ResilienceHandlers.class.getClassLoader()));
		String name = Objects.requireNonNull(settings.name(), "name");
		ResilienceRegistries registries = ResilienceRegistries.of(settings.registries());
		CircuitBreakerSettings circuitBreaker = settings.circuitBreaker();
		RateLimitSettings rateLimit = settings.rateLimit();
		BulkheadSettings bulkhead = settings.bulkhead();
		return new ResilienceHandlers(registries,
				(circuitBreaker != null) ? CircuitBreakerHandler.of(name, circuitBreaker, registries) : null,
				(rateLimit != null) ? RateLimitHandler.of(name, rateLimit, registries, session) : null,
				(bulkhead != null) ? BulkheadHandler.of(name, bulkhead, registries) : null);
	}

	/**
	 * Return the same handlers with another time source. Unless it is that of the
	 * machine, they have their own circuit breaker and rate limiter, and share nothing.
	 * @param time the time source
	 * @return the handlers
	 */
	public ResilienceHandlers timedBy(TimeSource time) {
		return (time == TimeSource.SYSTEM) ? this
				: new ResilienceHandlers(this.registries,
						(this.circuitBreaker != null) ? this.circuitBreaker.timedBy(time) : null,
						(this.rateLimit != null) ? this.rateLimit.timedBy(time) : null, this.bulkhead);
	}

	/**
	 * Return the handler that stops requests to a failing server.
	 * @return the handler, or {@code null} if there is none
	 */
	public @Nullable ExecChainHandler circuitBreaker() {
		return this.circuitBreaker;
	}

	/**
	 * Return the handler that bounds the rate of requests.
	 * @return the handler, or {@code null} if there is none
	 */
	public @Nullable ExecChainHandler rateLimit() {
		return this.rateLimit;
	}

	/**
	 * Return the handler that bounds concurrent calls.
	 * @return the handler, or {@code null} if there is none
	 */
	public @Nullable ExecChainHandler bulkhead() {
		return this.bulkhead;
	}

	/**
	 * Return the instances of Resilience4j.
	 * @return the circuit breaker, rate limiter and bulkhead that are switched on
	 */
	public List<Object> instances() {
		return instances((feature) -> true);
	}

	/**
	 * Return the instances that are in no registry of the application.
	 * @return the instances
	 */
	public List<Object> ownInstances() {
		ResilienceRegistries registries = this.registries;
		return (registries != null) ? instances((feature) -> !registries.isFromApplication(feature)) : List.of();
	}

	private List<Object> instances(Predicate<ResilienceFeature> which) {
		List<Object> instances = new ArrayList<>();
		if (this.circuitBreaker != null && which.test(ResilienceFeature.CIRCUIT_BREAKER)) {
			instances.add(this.circuitBreaker.breaker());
		}
		if (this.rateLimit != null && which.test(ResilienceFeature.RATE_LIMIT)) {
			instances.add(this.rateLimit.limiter());
		}
		if (this.bulkhead != null && which.test(ResilienceFeature.BULKHEAD)) {
			instances.add(this.bulkhead.bulkhead());
		}
		return instances;
	}

}
