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

import java.time.Duration;

import dev.sessions.internal.token.IssuedToken;
import org.jspecify.annotations.Nullable;

/**
 * A way to log a session in.
 */
@FunctionalInterface
interface LoginProcedure {

	/**
	 * Log in.
	 * @param session a session without credentials
	 * @return the result
	 * @throws Exception if the login fails
	 */
	Result login(Session session) throws Exception;

	/**
	 * Adapt the login of an application.
	 */
	static LoginProcedure of(SessionLogin login) {
		return (session) -> new Result(login.login(session), IssuedToken.UNLIMITED);
	}

	/**
	 * The result of a login.
	 *
	 * @param credentials the credentials that are sent afterwards, or {@code null} if the
	 * cookies suffice
	 * @param lifetime the lifetime of the login
	 */
	record Result(@Nullable Credentials credentials, Duration lifetime) {

	}

}
