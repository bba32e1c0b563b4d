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

package dev.sessions;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Selects the fork for the current call. Thread-safe.
 *
 * @param <T> the type of the forks
 * @param name the name of the session
 * @param resolver the resolver of the keys
 * @param forks the function from a key to its fork
 */
record ForkChoice<T>(String name, ForkKeyResolver resolver, Function<String, T> forks) {

	/**
	 * Return the fork, or {@code null} if the session itself is used.
	 * @param principal the user of the request, or {@code null} if it specifies none
	 * @throws IllegalStateException if the resolver fails
	 */
	@Nullable T fork(@Nullable String principal) {
		try {
			String key = (principal != null) ? this.resolver.forkKey(principal) : this.resolver.forkKey();
			return (key != null) ? this.forks.apply(key) : null;
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("The session '" + this.name
					+ "' cannot choose the fork of this call, because its ForkKeyResolver failed."
					+ " It must return a key, or null to use the session itself", ex);
		}
	}

}
