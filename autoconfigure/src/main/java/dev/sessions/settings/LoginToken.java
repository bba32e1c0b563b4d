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

package dev.sessions.settings;

import java.time.Duration;

import dev.sessions.internal.net.HeaderSyntax;
import org.jspecify.annotations.Nullable;

/**
 * The token that a login obtains, and the header in which it is sent. Immutable.
 *
 * @param pointer the JSON pointer (RFC 6901) to the token in the login's response, or
 * {@code null} if the token is in a header of the response
 * @param header the header in which the token is sent, and, without a {@code pointer},
 * also the header of the login's response that contains it
 * @param scheme the scheme before the token, or {@code null} for none
 * @param expiresInPointer the JSON pointer to the lifetime in seconds in the response, or
 * {@code null} if the response does not contain it
 * @param expiresIn the lifetime if the response does not contain it, or {@code null} if
 * the token is valid until it is rejected
 */
public record LoginToken(@Nullable String pointer, String header, @Nullable String scheme,
		@Nullable String expiresInPointer, @Nullable Duration expiresIn) {

	private static final String AUTHORIZATION = "Authorization";

	public LoginToken {
		requirePointer("token.pointer", pointer);
		requirePointer("token.expires-in", expiresInPointer);
		if (!HeaderSyntax.isToken(header)) {
			throw new IllegalArgumentException("token.header must be the name of a header");
		}
		scheme = (scheme != null && scheme.isEmpty()) ? null : scheme;
		if (scheme != null && !HeaderSyntax.isToken(scheme)) {
			throw new IllegalArgumentException("token.scheme must be one word");
		}
		if (expiresIn != null && (expiresIn.isNegative() || expiresIn.isZero())) {
			throw new IllegalArgumentException("token.expires-in must be positive");
		}
	}

	/**
	 * Return a token in the JSON of the response, sent as {@code Authorization: Bearer}.
	 * @param pointer a JSON pointer, such as {@code /access_token}
	 * @return the token
	 * @throws IllegalArgumentException if it is not a JSON pointer
	 */
	public static LoginToken at(String pointer) {
		return new LoginToken(pointer, AUTHORIZATION, "Bearer", null, null);
	}

	/**
	 * Return a token in a header of the response, sent in the same header. In
	 * {@code Authorization}, a {@code Bearer} before the token is preserved.
	 * @param header the name of the header
	 * @return the token
	 */
	public static LoginToken inHeader(String header) {
		return new LoginToken(null, header, defaultScheme(header), null, null);
	}

	/**
	 * Return a copy that is sent in another header.
	 * @param header the name of the header
	 * @param scheme the scheme before the token, or {@code null} for none
	 * @return the copy
	 */
	public LoginToken sentAs(String header, @Nullable String scheme) {
		return new LoginToken(this.pointer, header, scheme, this.expiresInPointer, this.expiresIn);
	}

	/**
	 * Return a copy whose lifetime is in the JSON of the response.
	 * @param pointer the JSON pointer to the seconds
	 * @return the copy
	 */
	public LoginToken expiresIn(String pointer) {
		return new LoginToken(this.pointer, this.header, this.scheme, pointer, this.expiresIn);
	}

	/**
	 * Return a copy with a fixed lifetime.
	 * @param lifetime the lifetime
	 * @return the copy
	 */
	public LoginToken expiresIn(Duration lifetime) {
		return new LoginToken(this.pointer, this.header, this.scheme, this.expiresInPointer, lifetime);
	}

	/**
	 * Return the usual scheme of tokens in a header.
	 * @param header the name of the header
	 * @return {@code Bearer} for {@code Authorization}, otherwise {@code null}
	 */
	public static @Nullable String defaultScheme(String header) {
		return header.equalsIgnoreCase(AUTHORIZATION) ? "Bearer" : null;
	}

	private static void requirePointer(String name, @Nullable String pointer) {
		if (pointer != null && !pointer.startsWith("/")) {
			throw new IllegalArgumentException(name + " must be a JSON pointer, which begins with a slash");
		}
	}

}
