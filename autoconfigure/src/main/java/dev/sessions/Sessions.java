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

import java.util.Optional;
import java.util.Set;

/**
 * The registry of an application's sessions: the configured ones by their names in the
 * configuration, and those declared as {@code @Bean Session} by their bean names. All
 * spellings of a name are equivalent ({@code my-api}, {@code myApi}). Thread-safe.
 */
public interface Sessions {

	/**
	 * Get a session.
	 * @param name the name
	 * @return the session
	 * @throws NoSuchSessionException if there is no session of that name
	 */
	Session get(String name);

	/**
	 * Find a session.
	 * @param name the name
	 * @return the session, or an empty optional if there is no session of that name
	 */
	Optional<Session> find(String name);

	/**
	 * Return the names of all sessions.
	 * @return an unmodifiable set, sorted
	 */
	Set<String> names();

}
