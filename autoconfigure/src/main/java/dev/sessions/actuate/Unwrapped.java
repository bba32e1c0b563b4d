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

import dev.sessions.Session;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps the internals of sessions.
 */
final class Unwrapped {

	private Unwrapped() {
	}

	/**
	 * Unwrap an object of a session.
	 * @param session the session
	 * @param type the type of the object
	 * @return the object, or {@code null} if the session is an application's own
	 * implementation or a mock
	 */
	static <T> @Nullable T find(Session session, Class<T> type) {
		try {
			return session.unwrap(type);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
