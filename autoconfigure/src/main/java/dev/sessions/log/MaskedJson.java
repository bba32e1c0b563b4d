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

/**
 * The beginning of a JSON text, without the values of fields whose name says that they
 * are secrets. The text may end anywhere, and need not be right.
 */
final class MaskedJson {

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
			if (this.text.charAt(at) != '"') {
				this.masked.append(this.text.charAt(at++));
				continue;
			}
			int end = endOfString(at);
			int colon = skipSpace(end);
			if (colon >= this.text.length() || this.text.charAt(colon) != ':') {
				this.masked.append(MaskedText.of(this.text.substring(at, end)));
				at = end;
				continue;
			}
			String name = this.text.substring(at + 1, end - 1);
			int value = skipSpace(colon + 1);
			this.masked.append(this.text, at, value);
			at = value;
			if (SecretNames.contains(name)) {
				this.masked.append('"').append(Marks.of(name)).append('"');
				at = endOfValue(value);
			}
		}
		return this.masked.toString();
	}

	private int skipSpace(int from) {
		int at = from;
		while (at < this.text.length() && Character.isWhitespace(this.text.charAt(at))) {
			at++;
		}
		return at;
	}

	private int endOfString(int from) {
		for (int at = from + 1; at < this.text.length(); at++) {
			char c = this.text.charAt(at);
			if (c == '\\') {
				at++;
			}
			else if (c == '"') {
				return at + 1;
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
				at = endOfString(at);
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
