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

package dev.sessions.internal.login;

import java.util.List;

import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.token.IssuedToken;

/**
 * The login of a session. Thread-safe.
 */
public interface LoginFlow {

	/**
	 * Log in.
	 * @param session the login session, which the caller closes
	 * @return the credential for later requests
	 * @throws dev.sessions.internal.token.TokenRequestException if the login fails
	 */
	IssuedToken login(LoginSession session);

	/**
	 * Return the target of the login.
	 * @return the URI without its query, or the name of the session
	 */
	String place();

	/**
	 * Return the texts that distinguish this login from others of the session. They
	 * contain no secret.
	 * @return the texts
	 */
	List<String> identity();

	/**
	 * Return whether the login depends on its cookies.
	 * @return whether the login is useless without its cookies
	 */
	boolean bringsCookies();

	/**
	 * Return whether the credential may become part of the request's path.
	 * @return whether the path may contain the credential
	 */
	boolean isInPath();

	/**
	 * Return the header that carries the credential.
	 * @return the name of the header
	 */
	String header();

}
