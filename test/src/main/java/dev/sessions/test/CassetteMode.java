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

package dev.sessions.test;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The mode of all cassettes.
 */
enum CassetteMode {

	/**
	 * Answer requests from the recording only.
	 */
	REPLAY,

	/**
	 * Call the real API and replace the exchanges of the tests that run.
	 */
	RECORD,

	/**
	 * Answer requests from the recording, and record those that are not on it.
	 */
	UPDATE;

	private static final String PROPERTY = "sessions.cassettes";

	static CassetteMode current() {
		return of(System.getProperty(PROPERTY), System.getenv("CI"));
	}

	/**
	 * In continuous integration the mode is always replay: a new recording would be lost,
	 * and could hide a change of the API.
	 */
	static CassetteMode of(@Nullable String property, @Nullable String ci) {
		if (property == null || property.isBlank() || "true".equalsIgnoreCase(ci)) {
			return REPLAY;
		}
		try {
			return valueOf(property.strip().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException(
					"The system property " + PROPERTY + " must be replay, record or update, but is '" + property + "'");
		}
	}

}
