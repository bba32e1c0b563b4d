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

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.sessions.resilience.BulkheadSettings;
import dev.sessions.resilience.CircuitBreakerSettings;
import dev.sessions.resilience.Guard;
import dev.sessions.resilience.RateLimitSettings;
import dev.sessions.resilience.ResilienceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Maps the blocks {@code circuit-breaker}, {@code rate-limit} and {@code bulkhead}. Any
 * key of a block switches it on, unless {@code enabled} says otherwise.
 */
final class ResilienceMapper {

	private final Place place;

	/**
	 * A mapper for a session or one of its mounts.
	 * @param place where the keys stand
	 */
	ResilienceMapper(Place place) {
		this.place = place;
	}

	ResilienceSettings map(TransportProperties properties, ResilienceSettings base) {
		ResilienceSettings settings = base
			.withCircuitBreaker(map(properties.getCircuitBreaker(), base.circuitBreaker()))
			.withRateLimit(map(properties.getRateLimit(), base.rateLimit()))
			.withBulkhead(map(properties.getBulkhead(), base.bulkhead()));
		for (Guard guard : Guard.values()) {
			if (settings.has(guard) && !guard.isAvailable(ClassUtils.getDefaultClassLoader())) {
				throw this.place.invalid(guard.block(), "needs Resilience4j, which is not on the class path",
						"Add the dependency " + guard.dependency() + ".");
			}
		}
		return settings;
	}

	private @Nullable CircuitBreakerSettings map(CircuitBreakerProperties properties,
			@Nullable CircuitBreakerSettings base) {
		if (!isOn(properties.getEnabled(), base != null, properties.getFailureRateThreshold(),
				properties.getSlowCallDuration(), properties.getSlowCallRateThreshold(), properties.getWindowSize(),
				properties.getMinimumCalls(), properties.getOpenDuration(), properties.getHalfOpenCalls())) {
			return null;
		}
		CircuitBreakerSettings settings = (base != null) ? base : CircuitBreakerSettings.defaults();
		settings = set(settings, "circuit-breaker.failure-rate-threshold", properties.getFailureRateThreshold(),
				CircuitBreakerSettings::withFailureRateThreshold);
		settings = set(settings, "circuit-breaker.slow-call-duration", properties.getSlowCallDuration(),
				CircuitBreakerSettings::withSlowCallDuration);
		settings = set(settings, "circuit-breaker.slow-call-rate-threshold", properties.getSlowCallRateThreshold(),
				CircuitBreakerSettings::withSlowCallRateThreshold);
		settings = set(settings, "circuit-breaker.window-size", properties.getWindowSize(),
				CircuitBreakerSettings::withWindowSize);
		settings = set(settings, "circuit-breaker.minimum-calls", properties.getMinimumCalls(),
				CircuitBreakerSettings::withMinimumCalls);
		settings = set(settings, "circuit-breaker.open-duration", properties.getOpenDuration(),
				CircuitBreakerSettings::withOpenDuration);
		settings = set(settings, "circuit-breaker.half-open-calls", properties.getHalfOpenCalls(),
				CircuitBreakerSettings::withHalfOpenCalls);
		return settings;
	}

	private @Nullable RateLimitSettings map(RateLimitProperties properties, @Nullable RateLimitSettings base) {
		if (!isOn(properties.getEnabled(), base != null, properties.getLimitForPeriod(), properties.getPeriod(),
				properties.getMaxWait())) {
			return null;
		}
		RateLimitSettings settings = (base != null) ? base : RateLimitSettings.defaults();
		settings = set(settings, "rate-limit.limit-for-period", properties.getLimitForPeriod(),
				RateLimitSettings::withLimitForPeriod);
		settings = set(settings, "rate-limit.period", properties.getPeriod(), RateLimitSettings::withPeriod);
		settings = set(settings, "rate-limit.max-wait", properties.getMaxWait(), RateLimitSettings::withMaxWait);
		return settings;
	}

	private @Nullable BulkheadSettings map(BulkheadProperties properties, @Nullable BulkheadSettings base) {
		if (!isOn(properties.getEnabled(), base != null, properties.getMaxConcurrentCalls(), properties.getMaxWait())) {
			return null;
		}
		BulkheadSettings settings = (base != null) ? base : BulkheadSettings.defaults();
		settings = set(settings, "bulkhead.max-concurrent-calls", properties.getMaxConcurrentCalls(),
				BulkheadSettings::withMaxConcurrentCalls);
		settings = set(settings, "bulkhead.max-wait", properties.getMaxWait(), BulkheadSettings::withMaxWait);
		return settings;
	}

	private static boolean isOn(@Nullable Boolean enabled, boolean inherited, @Nullable Object... others) {
		return (enabled != null) ? enabled : (inherited || Stream.of(others).anyMatch(Objects::nonNull));
	}

	private <S, V> S set(S settings, String key, @Nullable V value, BiFunction<S, V, S> with) {
		return this.place.set(settings, key, value, with);
	}

}
