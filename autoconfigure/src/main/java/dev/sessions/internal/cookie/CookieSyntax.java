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

package dev.sessions.internal.cookie;

import dev.sessions.internal.net.HeaderSyntax;

/**
 * Checks the names and values of cookies against the grammar of RFC 6265, section 4.1.1,
 * but also accepts the characters that browsers send in spite of it.
 */
public final class CookieSyntax {

	private CookieSyntax() {
	}

	/**
	 * Check a cookie set by the application.
	 * @param name the name, a token
	 * @param value the value
	 * @throws IllegalArgumentException if one of them cannot be sent
	 */
	public static void require(String name, String value) {
		HeaderSyntax.requireToken("The name of a cookie", name);
		requireValue(name, value);
	}

	/**
	 * Check a cookie that may come from a server. Its name need not be a token.
	 * @param name the name
	 * @param value the value
	 * @throws IllegalArgumentException if one of them cannot be sent
	 */
	public static void requireStorable(String name, String value) {
		HeaderSyntax.requireOneLine("The name of a cookie", name);
		if (name.indexOf('=') >= 0 || name.indexOf(';') >= 0 || CookieOctets.hasControl(name)) {
			throw new IllegalArgumentException("The name of a cookie must not contain '=', ';' or control characters");
		}
		CookieOctets.requireEncodable("The name of a cookie", name);
		requireValue(name, value);
	}

	private static void requireValue(String name, String value) {
		CookieOctets.requireEncodable("The value of the cookie " + name, value);
		HeaderSyntax.requireOneLine("The value of the cookie " + name, value);
		if (value.indexOf(';') >= 0 || CookieOctets.hasControl(value)) {
			throw new IllegalArgumentException(
					"The value of the cookie " + name + " must not contain ';' or control characters");
		}
	}

}
