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

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registries that circuit breakers, rate limiters and bulkheads are kept in: those of
 * the application, and where it has none, some of our own. Each is asked for when
 * something is first kept in it, so that only what is switched on needs its module.
 * Thread-safe.
 */
public final class Registries {

	private static final Logger logger = LoggerFactory.getLogger(Registries.class);

	private final Source application;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final Set<Guard> ofApplication = ConcurrentHashMap.newKeySet();

	private final ConcurrentMap<Guard, Object> registries = new ConcurrentHashMap<>();

	/**
	 * Registries of our own.
	 */
	public Registries() {
		this(new Source() {

			@Override
			public <R> @Nullable R find(Class<R> type) {
				return null;
			}

		});
	}

	/**
	 * The registries of an application.
	 * @param application may have some
	 */
	public Registries(Source application) {
		this.application = application;
	}

	CircuitBreaker circuitBreaker(String name, Supplier<CircuitBreakerConfig> config) {
		CircuitBreakerRegistry registry = registry(Guard.CIRCUIT_BREAKER, CircuitBreakerRegistry.class,
				CircuitBreakerRegistry::ofDefaults);
		return get(Guard.CIRCUIT_BREAKER, name, registry.find(name), () -> registry.circuitBreaker(name, config));
	}

	RateLimiter rateLimiter(String name, Supplier<RateLimiterConfig> config) {
		RateLimiterRegistry registry = registry(Guard.RATE_LIMIT, RateLimiterRegistry.class,
				RateLimiterRegistry::ofDefaults);
		return get(Guard.RATE_LIMIT, name, registry.find(name), () -> registry.rateLimiter(name, config));
	}

	Bulkhead bulkhead(String name, Supplier<BulkheadConfig> config) {
		BulkheadRegistry registry = registry(Guard.BULKHEAD, BulkheadRegistry.class, BulkheadRegistry::ofDefaults);
		return get(Guard.BULKHEAD, name, registry.find(name), () -> registry.bulkhead(name, config));
	}

	private <R> R registry(Guard guard, Class<R> type, Supplier<R> ofOurOwn) {
		Object known = this.registries.get(guard);
		if (known == null) {
			R found = this.application.find(type);
			if (found != null) {
				this.ofApplication.add(guard);
			}
			R registry = (found != null) ? found : ofOurOwn.get();
			Object other = this.registries.putIfAbsent(guard, registry);
			known = (other != null) ? other : registry;
		}
		return type.cast(known);
	}

	/**
	 * Whether a guard is kept in a registry of the application.
	 */
	boolean isOfApplication(Guard guard) {
		return this.ofApplication.contains(guard);
	}

	/**
	 * What the application has under the name is used as it is, as it may be configured
	 * in ways for which there is no key.
	 */
	private <I> I get(Guard guard, String name, Optional<I> present, Supplier<I> create) {
		boolean first = this.known.add(guard + " " + name);
		if (first && present.isPresent() && isOfApplication(guard)) {
			logger.info("The application's registry has '{}' already, which is used as it is: what {}.* of the session"
					+ " says does not count", name, guard.block());
		}
		return present.orElseGet(create);
	}

	/**
	 * Finds what an application has.
	 */
	public interface Source {

		/**
		 * Find a registry.
		 * @param <R> its type
		 * @param type its type
		 * @return the registry, or {@code null} if there is none
		 */
		<R> @Nullable R find(Class<R> type);

	}

}
