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

import java.util.regex.Pattern;

import dev.sessions.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Validates the path of a session's health probe.
 *
 * @param path the path of the session's keys
 */
record HealthPath(KeyPath path) {

	private static final String KEY = "health.path";

	/**
	 * A path that begins with exactly one slash and contains neither variables nor
	 * characters that are illegal in a path and its query.
	 */
	private static final Pattern PATH = Pattern.compile("/(?!/)[^\\s\\\\{}#\\x00-\\x1F]*");

	void check(@Nullable HealthProperties properties, SessionSettings settings) {
		String path = (properties != null) ? properties.path() : null;
		if (path == null) {
			return;
		}
		if (!PATH.matcher(path).matches() || path.contains("/..")) {
			throw this.path.invalid(KEY, "is not a path below the base URL",
					"Write a path that begins with one slash, such as /health, without variables.");
		}
		if (settings.baseUrl() == null) {
			throw this.path.invalid(KEY, "is a path, but the session has no base URL to append it to",
					"Set base-url, or remove the key.");
		}
	}

}
