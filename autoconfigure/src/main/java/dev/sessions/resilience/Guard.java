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

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What may keep a request from being sent, each by a module of Resilience4j of its own.
 */
public enum Guard {

	/**
	 * Sends nothing to a server that is ill.
	 */
	CIRCUIT_BREAKER("circuit-breaker", "circuitbreaker", "CircuitBreaker"),

	/**
	 * Sends no more requests in a period than a server wants.
	 */
	RATE_LIMIT("rate-limit", "ratelimiter", "RateLimiter"),

	/**
	 * Keeps too many calls from being under way at once.
	 */
	BULKHEAD("bulkhead", "bulkhead", "Bulkhead");

	private final String block;

	private final String module;

	private final String type;

	Guard(String block, String module, String type) {
		this.block = block;
		this.module = module;
		this.type = "io.github.resilience4j." + module + "." + type;
	}

	/**
	 * The block of keys that switches it on.
	 * @return the name of the block
	 */
	public String block() {
		return this.block;
	}

	/**
	 * The dependency that it needs.
	 * @return group and artifact
	 */
	public String dependency() {
		return "io.github.resilience4j:resilience4j-" + this.module;
	}

	/**
	 * Whether that dependency is there.
	 * @param classLoader where to look for it
	 * @return whether it is
	 */
	public boolean isAvailable(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(this.type, classLoader);
	}

}
