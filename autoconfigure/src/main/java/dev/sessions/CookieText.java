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

import dev.sessions.cookie.CookieOctets;
import dev.sessions.transport.HeadText;

/**
 * What a cookie may be made of (RFC 6265, section 4.1.1, without its ban on what browsers
 * send all the same).
 */
final class CookieText {

	private CookieText() {
	}

	/**
	 * Check what a caller made up.
	 */
	static void require(String name, String value) {
		HeadText.requireToken("The name of a cookie", name);
		requireValue(name, value);
	}

	/**
	 * Check what may have come from a server, which need not keep to the grammar.
	 */
	static void requireStorable(String name, String value) {
		HeadText.requireOneLine("The name of a cookie", name);
		if (name.indexOf('=') >= 0 || name.indexOf(';') >= 0 || CookieOctets.hasControl(name)) {
			throw new IllegalArgumentException("The name of a cookie must not contain '=', ';' or control characters");
		}
		requireValue(name, value);
	}

	private static void requireValue(String name, String value) {
		HeadText.requireOneLine("The value of the cookie " + name, value);
		if (value.indexOf(';') >= 0 || CookieOctets.hasControl(value)) {
			throw new IllegalArgumentException(
					"The value of the cookie " + name + " must not contain ';' or control characters");
		}
	}

}
