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

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import dev.sessions.settings.RegistrySource;
import dev.sessions.settings.ResilienceSettings;
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
 * The registries of circuit breakers, rate limiters and bulkheads: those of the
 * application, or else registries of this library. Each is looked up on first use, so
 * that only features that are switched on need their module. Thread-safe.
 */
public final class ResilienceRegistries implements RegistrySource {

	private static final Logger logger = LoggerFactory.getLogger(ResilienceRegistries.class);

	private final RegistrySource application;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final Set<ResilienceFeature> fromApplication = ConcurrentHashMap.newKeySet();

	private final ConcurrentMap<ResilienceFeature, Object> registries = new ConcurrentHashMap<>();

	/**
	 * Create registries of this library.
	 */
	public ResilienceRegistries() {
		this((type) -> null);
	}

	/**
	 * Create registries on top of those of an application.
	 * @param application the source of the application's registries
	 */
	public ResilienceRegistries(RegistrySource application) {
		this.application = application;
	}

	/**
	 * Complete settings with a name and registries.
	 * @param settings the settings
	 * @param name the name of the session
	 * @return settings with both, or the same settings if no feature is on
	 */
	public static ResilienceSettings complete(ResilienceSettings settings, String name) {
		if (!settings.isOn()) {
			return settings;
		}
		return settings.withName((settings.name() != null) ? settings.name() : name)
			.withRegistries(of(settings.registries()));
	}

	/**
	 * Return the registries of a source.
	 * @param source the source, or {@code null} for registries of this library
	 * @return the registries
	 */
	static ResilienceRegistries of(@Nullable RegistrySource source) {
		if (source instanceof ResilienceRegistries registries) {
			return registries;
		}
		return (source != null) ? new ResilienceRegistries(source) : new ResilienceRegistries();
	}

	@Override
	public @Nullable Object find(Class<?> type) {
		return this.application.find(type);
	}

	CircuitBreaker circuitBreaker(String name, Supplier<CircuitBreakerConfig> config) {
		CircuitBreakerRegistry registry = registry(ResilienceFeature.CIRCUIT_BREAKER, CircuitBreakerRegistry.class,
				CircuitBreakerRegistry::ofDefaults);
		return get(ResilienceFeature.CIRCUIT_BREAKER, name, registry.find(name),
				() -> registry.circuitBreaker(name, config));
	}

	RateLimiter rateLimiter(String name, Supplier<RateLimiterConfig> config) {
		RateLimiterRegistry registry = registry(ResilienceFeature.RATE_LIMIT, RateLimiterRegistry.class,
				RateLimiterRegistry::ofDefaults);
		return get(ResilienceFeature.RATE_LIMIT, name, registry.find(name), () -> registry.rateLimiter(name, config));
	}

	Bulkhead bulkhead(String name, Supplier<BulkheadConfig> config) {
		BulkheadRegistry registry = registry(ResilienceFeature.BULKHEAD, BulkheadRegistry.class,
				BulkheadRegistry::ofDefaults);
		return get(ResilienceFeature.BULKHEAD, name, registry.find(name), () -> registry.bulkhead(name, config));
	}

	private <R> R registry(ResilienceFeature feature, Class<R> type, Supplier<R> factory) {
		Object known = this.registries.get(feature);
		if (known == null) {
			R found = type.cast(this.application.find(type));
			if (found != null) {
				this.fromApplication.add(feature);
			}
			R registry = (found != null) ? found : factory.get();
			Object other = this.registries.putIfAbsent(feature, registry);
			known = (other != null) ? other : registry;
		}
		return type.cast(known);
	}

	/**
	 * Return whether a feature uses a registry of the application.
	 */
	boolean isFromApplication(ResilienceFeature feature) {
		return this.fromApplication.contains(feature);
	}

	/**
	 * Uses an instance of the application with this name unchanged, because it may have
	 * configuration for which there is no key.
	 */
	private <I> I get(ResilienceFeature feature, String name, Optional<I> present, Supplier<I> create) {
		boolean first = this.known.add(feature + " " + name);
		if (first && present.isPresent() && isFromApplication(feature)) {
			logger.info("The application's registry already has '{}', which is used unchanged: {}.* of the session"
					+ " is ignored", name, feature.block());
		}
		return present.orElseGet(create);
	}

}
