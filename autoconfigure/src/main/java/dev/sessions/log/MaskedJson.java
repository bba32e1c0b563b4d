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

package dev.sessions.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a JSON text, without the values of fields whose name says that they
 * are secrets, and without secrets within the others. The text may end anywhere; from
 * where it is not right, it is free text.
 */
final class MaskedJson {

	/**
	 * Outside of strings.
	 */
	private static final Pattern PART = Pattern
		.compile("[\\s{}\\[\\],:]++|(?:true|false|null|[-+.0-9eE]++)(?=[\\s,}\\]]|$)");

	private final String text;

	private final StringBuilder masked = new StringBuilder();

	private MaskedJson(String text) {
		this.text = text;
	}

	static String of(String text) {
		return new MaskedJson(text).mask();
	}

	private String mask() {
		int at = 0;
		while (at < this.text.length()) {
			if (this.text.charAt(at) == '"') {
				at = string(at);
				continue;
			}
			int end = skipPart(at);
			if (end == at) {
				return rest(at);
			}
			this.masked.append(this.text, at, end);
			at = end;
		}
		return this.masked.toString();
	}

	/**
	 * A string, and if it is a secret's name, its value.
	 * @return where to go on
	 */
	private int string(int from) {
		int quote = endOfString(from);
		String content = this.text.substring(from + 1, quote);
		int end = Math.min(quote + 1, this.text.length());
		int colon = skipSpace(end);
		boolean secret = colon < this.text.length() && this.text.charAt(colon) == ':' && SecretNames.contains(content);
		int value = secret ? skipSpace(colon + 1) : end;
		if (secret && value < this.text.length() && this.text.charAt(value) != '"' && skipPart(value) == value) {
			rest(from);
			return this.text.length();
		}
		this.masked.append('"').append(MaskedText.ofJson(content)).append(this.text, quote, value);
		if (secret) {
			this.masked.append('"').append(Marks.of(content)).append('"');
			return endOfValue(value);
		}
		return end;
	}

	/**
	 * What is no JSON is free text.
	 */
	private String rest(int from) {
		return this.masked.append(MaskedText.of(this.text.substring(from))).toString();
	}

	/**
	 * Behind what may be there outside of strings, or where it would begin.
	 */
	private int skipPart(int from) {
		Matcher part = PART.matcher(this.text).region(from, this.text.length());
		return part.lookingAt() ? part.end() : from;
	}

	private int skipSpace(int from) {
		int at = from;
		while (at < this.text.length() && Character.isWhitespace(this.text.charAt(at))) {
			at++;
		}
		return at;
	}

	/**
	 * Where the closing quote of a string is.
	 */
	private int endOfString(int from) {
		for (int at = from + 1; at < this.text.length(); at++) {
			char c = this.text.charAt(at);
			if (c == '\\') {
				at++;
			}
			else if (c == '"') {
				return at;
			}
		}
		return this.text.length();
	}

	/**
	 * Where a value ends: a string, a number, or all that an object or array holds.
	 */
	private int endOfValue(int from) {
		int depth = 0;
		int at = from;
		while (at < this.text.length()) {
			char c = this.text.charAt(at);
			if (c == '"') {
				at = Math.min(endOfString(at) + 1, this.text.length());
				if (depth == 0) {
					return at;
				}
				continue;
			}
			boolean closes = c == '}' || c == ']';
			if (depth == 0 && (closes || c == ',')) {
				return at;
			}
			depth += (c == '{' || c == '[') ? 1 : closes ? -1 : 0;
			at++;
			if (closes && depth == 0) {
				return at;
			}
		}
		return at;
	}

}
