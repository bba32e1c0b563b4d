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

import java.util.function.Supplier;

import dev.sessions.auth.Authorization;
import org.jspecify.annotations.Nullable;

/**
 * What a session proves its identity with. Sent to the session's own origin and the
 * allowed ones only. Immutable and thread-safe; {@code toString} names the kind and shows
 * no secret.
 *
 * <p>
 * A line break in any part is an {@link IllegalArgumentException}.
 */
public final class Credentials {

	private final Authorization authorization;

	private Credentials(Authorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * Basic authentication (RFC 7617), sent with the first request already.
	 * @param username the user name, without a colon
	 * @param password the password
	 * @return the credentials
	 */
	public static Credentials basic(String username, String password) {
		return new Credentials(Authorization.basic(HeadText.requireOneLine("The user name", username),
				HeadText.requireOneLine("The password", password)));
	}

	/**
	 * A bearer token (RFC 6750).
	 * @param token the token, not empty
	 * @return the credentials
	 */
	public static Credentials bearer(String token) {
		return new Credentials(Authorization.bearer(requireToken(token)));
	}

	/**
	 * A bearer token (RFC 6750) that may change.
	 * @param token gives the token for each attempt; called by many threads at once, so
	 * it should be quick
	 * @return the credentials
	 */
	public static Credentials bearer(Supplier<String> token) {
		return new Credentials(Authorization.bearer(() -> requireToken(token.get())));
	}

	private static String requireToken(@Nullable String token) {
		if (token == null) {
			throw new IllegalStateException("The supplier of the bearer token returned null");
		}
		return HeadText.requireText("The bearer token", token);
	}

	/**
	 * Digest authentication (RFC 7616) with MD5, SHA-256 or SHA-512-256. The first
	 * request to a host is sent without credentials and repeated when the host has asked
	 * for them, so a body that can be read only once should not be the first one. From
	 * then on requests carry them at once.
	 * @param username the user name
	 * @param password the password
	 * @return the credentials
	 */
	public static Credentials digest(String username, String password) {
		return new Credentials(Authorization.digest(HeadText.requireText("The user name", username),
				HeadText.requireOneLine("The password", password)));
	}

	/**
	 * An API key in a header.
	 * @param name the name of the header
	 * @param value the key, not empty
	 * @return the credentials
	 */
	public static Credentials apiKeyHeader(String name, String value) {
		return new Credentials(
				Authorization.apiKeyHeader(HeadText.requireToken("The name of the API key's header", name),
						HeadText.requireText("The API key", value)));
	}

	/**
	 * An API key in the query. It appears in no URI that this library shows or logs; the
	 * server's own logs will have it.
	 * @param name the name of the parameter
	 * @param value the key, not empty
	 * @return the credentials
	 */
	public static Credentials apiKeyQuery(String name, String value) {
		return new Credentials(
				Authorization.apiKeyQuery(HeadText.requireText("The name of the API key's parameter", name),
						HeadText.requireText("The API key", value)));
	}

	Authorization authorization() {
		return this.authorization;
	}

	@Override
	public String toString() {
		return "Credentials[" + this.authorization + "]";
	}

}
