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

import dev.sessions.internal.auth.DerivedAuthorization;
import dev.sessions.settings.LoginExpiry;
import dev.sessions.settings.LoginSettings;
import org.jspecify.annotations.Nullable;

/**
 * A login that does not belong to a session yet.
 *
 * @param settings the settings, or {@code null} for a login by code
 * @param login the code that logs in, or {@code null}
 * @param expired the responses that show that the login has expired
 */
record LoginDefinition(@Nullable LoginSettings settings, @Nullable SessionLogin login,
		LoginExpiry expired) implements DerivedAuthorization {

	@Override
	public String toString() {
		return "login";
	}

}
