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

package dev.sessions.internal.net;

/**
 * Validates text for the head of a request, where a line break would allow header
 * injection (RFC 9110, section 5.5). Exception messages never contain the text.
 */
public final class HeaderSyntax {

	private HeaderSyntax() {
	}

	/**
	 * Check a text that may be empty.
	 * @param what what the text is, for the message
	 * @param value the text
	 * @return the text
	 * @throws IllegalArgumentException if it contains CR, LF or NUL
	 */
	public static String requireOneLine(String what, String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '\r' || c == '\n' || c == 0) {
				throw new IllegalArgumentException(what + " must not contain CR, LF or NUL");
			}
		}
		return value;
	}

	/**
	 * Check the value of a header, which may be empty. Characters beyond ISO-8859-1 have
	 * no octet (RFC 9110, section 5.5), and the tab is the only control character
	 * allowed.
	 * @param what what the text is, for the message
	 * @param value the text
	 * @return the text
	 * @throws IllegalArgumentException if it contains a character that is not allowed in
	 * a header
	 */
	public static String requireFieldValue(String what, String value) {
		requireOneLine(what, value);
		for (int i = 0; i < value.length(); i++) {
			if (!isFieldChar(value.charAt(i))) {
				throw new IllegalArgumentException(what + " holds a character that a header cannot hold: "
						+ "control characters and those beyond ISO-8859-1 have to be encoded");
			}
		}
		return value;
	}

	/**
	 * Return whether a character is allowed in the head of a request, as one octet.
	 * @param c the character
	 * @return whether it is allowed
	 */
	public static boolean isFieldChar(char c) {
		return (c >= ' ' && c <= 0xFF && c != 0x7F) || c == '\t';
	}

	/**
	 * Check the value of a header that may not be blank.
	 * @param what what the text is, for the message
	 * @param value the text
	 * @return the text
	 * @throws IllegalArgumentException if it is blank, or contains a character that is
	 * not allowed in a header
	 */
	public static String requireFieldText(String what, String value) {
		return requireFieldValue(what, requireText(what, value));
	}

	/**
	 * Check a text that may not be empty.
	 * @param what what the text is, for the message
	 * @param value the text
	 * @return the text
	 * @throws IllegalArgumentException if it is blank, or contains CR, LF or NUL
	 */
	public static String requireText(String what, String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException(what + " must not be empty");
		}
		return requireOneLine(what, value);
	}

	/**
	 * Check a method or the name of a header or cookie: a token of RFC 9110, section
	 * 5.6.2.
	 * @param what what the text is, for the message
	 * @param value the text
	 * @return the text
	 * @throws IllegalArgumentException if it is not a token
	 */
	public static String requireToken(String what, String value) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException(what + " must not be empty");
		}
		if (!isToken(value)) {
			throw new IllegalArgumentException(
					what + " may hold letters, digits and !#$%&'*+-.^_`|~ only, no CR, LF, NUL or separator");
		}
		return value;
	}

	/**
	 * Return whether a text is a token of RFC 9110, section 5.6.2.
	 * @param text the text
	 * @return whether it is one
	 */
	public static boolean isToken(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!isTokenChar(text.charAt(i))) {
				return false;
			}
		}
		return !text.isEmpty();
	}

	private static boolean isTokenChar(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
	}

	/**
	 * Return whether a character is optional white space (section 5.6.3).
	 * @param c the character
	 * @return whether it is a space or a tab
	 */
	public static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

}
