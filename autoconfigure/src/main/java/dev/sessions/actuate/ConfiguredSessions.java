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

package dev.sessions.actuate;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The sessions of the configuration.
 */
public interface ConfiguredSessions {

	/**
	 * The names of the sessions, which are also the names of their beans.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Find the configuration of a session.
	 * @param name the name of the session's bean
	 * @return the configuration, or {@code null} if no session of that name is configured
	 */
	@Nullable ConfiguredSession find(String name);

}
