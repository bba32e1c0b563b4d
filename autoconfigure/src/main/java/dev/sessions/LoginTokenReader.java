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

import dev.sessions.internal.login.JsonPointer;
import dev.sessions.internal.token.IssuedToken;
import dev.sessions.internal.token.TokenLifetime;
import dev.sessions.settings.LoginToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token from the response of a login.
 */
final class LoginTokenReader {

	private LoginTokenReader() {
	}

	/**
	 * Read the result of a login.
	 * @param token the location of the token, or {@code null} if the login has none
	 * @param response the last response of the login
	 * @return the token and its lifetime, or no credentials if there is no token to read
	 * @throws LoginFailure if the response does not contain the token
	 */
	static LoginProcedure.Result read(@Nullable LoginToken token, Response response) {
		if (token == null) {
			return new LoginProcedure.Result(null, IssuedToken.UNLIMITED);
		}
		Object json = (token.pointer() != null || token.expiresInPointer() != null) ? json(response) : null;
		String value = (token.pointer() != null) ? inJson(json, token.pointer()) : inHeader(response, token);
		return new LoginProcedure.Result(credentials(token, value), lifetime(token, json));
	}

	private static @Nullable Object json(Response response) {
		try {
			return response.as(Object.class);
		}
		catch (RuntimeException ex) {
			throw new LoginFailure("its response (" + response.status().value() + ") is not JSON");
		}
	}

	private static String inJson(@Nullable Object json, String pointer) {
		Object value = JsonPointer.find(json, pointer);
		if ((value instanceof String text && !text.isEmpty()) || value instanceof Number) {
			return value.toString();
		}
		throw new LoginFailure("its response has no token at " + pointer + "; see auth.login.token.pointer");
	}

	private static String inHeader(Response response, LoginToken token) {
		String value = response.headers().getFirst(token.header());
		if (value == null || value.isBlank()) {
			throw new LoginFailure(
					"its response has no header " + token.header() + " with a token; see auth.login.token.header");
		}
		String scheme = token.scheme() + " ";
		boolean hasScheme = value.regionMatches(true, 0, scheme, 0, scheme.length());
		return hasScheme ? value.substring(scheme.length()).trim() : value;
	}

	private static Credentials credentials(LoginToken token, String value) {
		try {
			return Credentials.apiKeyHeader(token.header(),
					(token.scheme() != null) ? token.scheme() + " " + value : value);
		}
		catch (IllegalArgumentException ex) {
			throw new LoginFailure("its token cannot be sent in a header");
		}
	}

	private static Duration lifetime(LoginToken token, @Nullable Object json) {
		Duration told = (token.expiresInPointer() != null)
				? TokenLifetime.of(JsonPointer.find(json, token.expiresInPointer())) : null;
		Duration fixed = (token.expiresIn() != null && token.expiresIn().compareTo(IssuedToken.UNLIMITED) < 0)
				? token.expiresIn() : IssuedToken.UNLIMITED;
		return (told != null) ? told : fixed;
	}

}
