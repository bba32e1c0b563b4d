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

package dev.sessions.internal.auth;

import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a netrc file as {@code ftp} does since 4.2BSD: blanks and line
 * breaks separate them, a quoted word may contain blanks, and a backslash escapes the
 * next character. Where a keyword is expected, a number sign starts a comment that
 * extends to the end of the line.
 */
final class NetrcReader {

	private final String text;

	private int position;

	/**
	 * The position of the last keyword.
	 */
	private int keyword;

	NetrcReader(String text) {
		this.text = text.replace("\r\n", "\n");
	}

	/**
	 * Read the next keyword.
	 * @return the word, or {@code null} at the end of the file
	 */
	@Nullable String keyword() {
		skipBlanks();
		while (!isAtEnd() && this.text.charAt(this.position) == '#') {
			int end = this.text.indexOf('\n', this.position);
			this.position = (end < 0) ? this.text.length() : end;
			skipBlanks();
		}
		this.keyword = this.position;
		return isAtEnd() ? null : word();
	}

	/**
	 * Move back to the last keyword, so that it is read again.
	 */
	void unread() {
		this.position = this.keyword;
	}

	/**
	 * Read the value of the last keyword.
	 * @return the word
	 */
	String value() {
		skipBlanks();
		if (isAtEnd()) {
			throw invalid("ends with a keyword without a value");
		}
		return word();
	}

	/**
	 * Skip a macro, which ends with an empty line.
	 */
	void skipMacro() {
		int end = this.text.indexOf("\n\n", this.position);
		this.position = (end < 0) ? this.text.length() : end;
	}

	private String word() {
		boolean quoted = this.text.charAt(this.position) == '"';
		StringBuilder word = new StringBuilder();
		for (this.position += quoted ? 1 : 0; !isAtEnd(); this.position++) {
			char c = this.text.charAt(this.position);
			if (quoted ? c == '"' : Character.isWhitespace(c)) {
				this.position += quoted ? 1 : 0;
				return word.toString();
			}
			if (c == '\\' && this.position + 1 < this.text.length()) {
				this.position++;
				c = this.text.charAt(this.position);
			}
			if (c == '\n' || c == '\r' || c == 0) {
				throw invalid(quoted ? "has an unclosed quotation mark" : "has CR, LF or NUL in a word");
			}
			word.append(c);
		}
		if (quoted) {
			throw invalid("has an unclosed quotation mark");
		}
		return word.toString();
	}

	private void skipBlanks() {
		while (!isAtEnd() && Character.isWhitespace(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private boolean isAtEnd() {
		return this.position >= this.text.length();
	}

	private IllegalArgumentException invalid(String fault) {
		return new IllegalArgumentException(fault(fault));
	}

	/**
	 * Return a description of a fault with its line.
	 */
	String fault(String fault) {
		long line = 1 + this.text.chars().limit(this.position).filter((c) -> c == '\n').count();
		return "Line " + line + " " + fault;
	}

}
