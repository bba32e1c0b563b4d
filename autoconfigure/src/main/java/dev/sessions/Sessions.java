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
 * The sessions of an application by the names of their beans: the configured ones, and
 * those that it builds itself as {@code @Bean Session}. A name is found in each of its
 * spellings ({@code my-api}, {@code myApi}). Thread-safe.
 */
public interface Sessions {

	/**
	 * The session of a name.
	 * @param name the name
	 * @return the session
	 * @throws NoSuchSessionException if there is none
	 */
	Session get(String name);

	/**
	 * The session of a name, if there is one.
	 * @param name the name
	 * @return the session or nothing
	 */
	Optional<Session> find(String name);

	/**
	 * The names of all sessions.
	 * @return an unmodifiable set, sorted
	 */
	Set<String> names();

}
