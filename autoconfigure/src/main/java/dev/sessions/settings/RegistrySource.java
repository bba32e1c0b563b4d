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
 * Looks up the Resilience4j registries of an application. Implementations must be
 * thread-safe.
 */
@FunctionalInterface
public interface RegistrySource {

	/**
	 * Find a registry.
	 * @param type the type of the registry, such as
	 * {@code io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry}
	 * @return the registry, or {@code null} if the application has none of this type
	 */
	@Nullable Object find(Class<?> type);

}
