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

import org.jspecify.annotations.Nullable;

/**
 * Logs a session in by code, for logins that {@code auth.login} does not support. Called
 * by the first call that needs the login, and again after a response has shown that the
 * login has expired. For one session or fork, it is never called concurrently.
 */
@FunctionalInterface
public interface SessionLogin {

	/**
	 * Log in.
	 * @param session a session with the same name and settings and its own connections,
	 * but without credentials and cookies. Its cookies become those of the session when
	 * this method returns. Not to be used afterwards.
	 * @return basic, bearer or API key credentials, which the session sends afterwards,
	 * or {@code null} if the cookies suffice
	 * @throws Exception if the login fails. Calls that need it fail with a
	 * {@link CredentialsException}, which contains the message unless it may contain a
	 * secret.
	 */
	@Nullable Credentials login(Session session) throws Exception;

}
