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

package dev.sessions.internal.log;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The scalars of JSON (RFC 8259, sections 3, 6 and 7).
 */
final class JsonScalars {

	private static final Pattern LITERAL = Pattern
		.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

	private JsonScalars() {
	}

	/**
	 * Unescape a string.
	 * @param text the text that contains it
	 * @param from the index after its opening quote
	 * @param to the index of its closing quote
	 * @return the string, or {@code null} if it is invalid
	 */
	static @Nullable String unescaped(String text, int from, int to) {
		StringBuilder string = new StringBuilder(to - from);
		for (int at = from; at < to; at++) {
			char c = text.charAt(at);
			if (c < 0x20) {
				return null;
			}
			if (c == '\\') {
				int escape = escape(text, at + 1, to);
				if (escape < 0) {
					return null;
				}
				at += (text.charAt(at + 1) == 'u') ? 5 : 1;
				c = (char) escape;
			}
			string.append(c);
		}
		return string.toString();
	}

	private static int escape(String text, int at, int to) {
		return switch (text.charAt(at)) {
			case '"', '\\', '/' -> text.charAt(at);
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> hex(text, at + 1, to);
			default -> -1;
		};
	}

	private static int hex(String text, int from, int to) {
		int code = (from + 4 <= to) ? 0 : -1;
		for (int at = from; code >= 0 && at < from + 4; at++) {
			int digit = Character.digit(text.charAt(at), 16);
			code = (digit < 0) ? -1 : code * 16 + digit;
		}
		return code;
	}

	static boolean isOfLiteral(char c) {
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'E';
	}

	static boolean isLiteral(String text) {
		return LITERAL.matcher(text).matches();
	}

}
