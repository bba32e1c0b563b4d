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

package dev.sessions.auth;

/**
 * Checks of text that goes into a request's head.
 */
final class Text {

	private Text() {
	}

	/**
	 * Refuse what would end a header line (RFC 9110, section 5.5).
	 * @param what names the text in the message, which does not show it
	 * @param value the text
	 * @return the text
	 */
	static String requireOneLine(String what, String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '\r' || c == '\n' || c == 0) {
				throw new IllegalArgumentException(what + " must not contain CR, LF or NUL");
			}
		}
		return value;
	}

	static String requireText(String what, String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException(what + " must not be empty");
		}
		return requireOneLine(what, value);
	}

}
