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

package dev.sessions.autoconfigure.internal.binding;

import java.util.function.Supplier;

import dev.sessions.autoconfigure.internal.binding.KeyBlock.Reading;
import dev.sessions.internal.resilience.ResilienceFeature;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Maps the blocks {@code circuit-breaker}, {@code rate-limit} and {@code bulkhead}. Any
 * key of a block switches it on, unless its {@code enabled} key is {@code false}.
 *
 * @param path the path of the keys of a session or mount
 */
record ResilienceMapper(KeyPath path) {

	ResilienceSettings map(TransportProperties properties, ResilienceSettings base) {
		ResilienceSettings settings = base
			.withCircuitBreaker(map(TransportKeys.CIRCUIT_BREAKER, properties.circuitBreaker(),
					CircuitBreakerProperties::enabled, base.circuitBreaker(), CircuitBreakerSettings::defaults))
			.withRateLimit(map(TransportKeys.RATE_LIMIT, properties.rateLimit(), RateLimitProperties::enabled,
					base.rateLimit(), RateLimitSettings::defaults))
			.withBulkhead(map(TransportKeys.BULKHEAD, properties.bulkhead(), BulkheadProperties::enabled,
					base.bulkhead(), BulkheadSettings::defaults));
		for (ResilienceFeature guard : ResilienceFeature.values()) {
			if (guard.isOn(settings) && !guard.isAvailable(ClassUtils.getDefaultClassLoader())) {
				throw this.path.invalid(guard.block(), "needs Resilience4j, which is not on the class path",
						"Add the dependency " + guard.dependency() + ".");
			}
		}
		return settings;
	}

	private <P, S> @Nullable S map(KeyBlock<P, S> block, @Nullable P properties, Reading<P, Boolean> isEnabled,
			@Nullable S base, Supplier<S> defaults) {
		Boolean enabled = (properties != null) ? isEnabled.read(properties) : null;
		boolean on = (enabled != null) ? enabled : (base != null || block.isWritten(properties));
		return on ? block.map(this.path, properties, (base != null) ? base : defaults.get()) : null;
	}

}
