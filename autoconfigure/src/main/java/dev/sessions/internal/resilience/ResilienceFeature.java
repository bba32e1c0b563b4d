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

import java.util.function.Predicate;

import dev.sessions.settings.ResilienceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The features that may prevent a request. Each needs a module of Resilience4j.
 */
public enum ResilienceFeature {

	/**
	 * Stops requests to a failing server.
	 */
	CIRCUIT_BREAKER("circuit-breaker", "circuitbreaker", "CircuitBreaker"),

	/**
	 * Bounds the number of requests in a period.
	 */
	RATE_LIMIT("rate-limit", "ratelimiter", "RateLimiter"),

	/**
	 * Bounds the number of concurrent calls.
	 */
	BULKHEAD("bulkhead", "bulkhead", "Bulkhead");

	private final String block;

	private final String module;

	private final String type;

	ResilienceFeature(String block, String module, String type) {
		this.block = block;
		this.module = module;
		this.type = "io.github.resilience4j." + module + "." + type;
	}

	/**
	 * Return the block of keys that switches the feature on.
	 * @return the name of the block
	 */
	public String block() {
		return this.block;
	}

	/**
	 * Return the dependency that the feature needs.
	 * @return the group and artifact
	 */
	public String dependency() {
		return "io.github.resilience4j:resilience4j-" + this.module;
	}

	/**
	 * Return whether that dependency is present.
	 * @param classLoader the class loader to search
	 * @return whether it is present
	 */
	public boolean isAvailable(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(this.type, classLoader);
	}

	/**
	 * Return whether settings switch the feature on.
	 * @param settings the settings
	 * @return whether the feature is on
	 */
	public boolean isOn(ResilienceSettings settings) {
		return switch (this) {
			case CIRCUIT_BREAKER -> settings.circuitBreaker() != null;
			case RATE_LIMIT -> settings.rateLimit() != null;
			case BULKHEAD -> settings.bulkhead() != null;
		};
	}

	/**
	 * Check that all features that settings switch on are available.
	 * @param settings the settings
	 * @param available tests whether a feature is available
	 * @throws IllegalStateException if one is not
	 */
	static void requireAvailable(ResilienceSettings settings, Predicate<ResilienceFeature> available) {
		for (ResilienceFeature feature : values()) {
			if (feature.isOn(settings) && !available.test(feature)) {
				throw new IllegalStateException(
						feature.block() + " needs Resilience4j: add " + feature.dependency() + " to the class path");
			}
		}
	}

}
