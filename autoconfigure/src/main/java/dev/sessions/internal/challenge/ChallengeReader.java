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

package dev.sessions.internal.challenge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the grammar of RFC 9110, section 11.3: {@code scheme token68} or
 * {@code scheme name=value, name="value"}, separated by commas. A name without an equals
 * sign starts a challenge. Missing or superfluous commas are tolerated, and invalid text
 * is skipped.
 */
final class ChallengeReader {

	/**
	 * Not schemes, but the rest of an unquoted list: {@code qop=auth,auth-int}.
	 */
	private static final Set<String> PROTECTIONS = Set.of("auth", "auth-int");

	private final String text;

	private int position;

	private @Nullable Map<String, String> parameters;

	ChallengeReader(String text) {
		this.text = text;
	}

	List<Challenge> read() {
		List<Challenge> challenges = new ArrayList<>();
		for (skipSeparators(); !isAtEnd(); skipSeparators()) {
			String name = token();
			if (name.isEmpty()) {
				this.position++;
			}
			else if (isAtEqualsSign()) {
				readParameter(name);
			}
			else if (this.parameters != null && PROTECTIONS.contains(name.toLowerCase(Locale.ROOT))) {
				this.parameters.computeIfPresent("qop", (qop, offered) -> offered + "," + name);
			}
			else {
				this.parameters = new LinkedHashMap<>();
				challenges.add(new Challenge(name, this.parameters));
				skipToken68();
			}
		}
		return challenges;
	}

	private void readParameter(String name) {
		skipBlanks();
		this.position++;
		skipBlanks();
		String value = (!isAtEnd() && current() == '"') ? quotedString() : bareValue();
		if (this.parameters != null && value != null) {
			this.parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
		}
	}

	/**
	 * Return whether an equals sign is next, after optional blanks (section 5.6.3).
	 */
	private boolean isAtEqualsSign() {
		int next = this.position;
		while (next < this.text.length() && isBlank(this.text.charAt(next))) {
			next++;
		}
		return next < this.text.length() && this.text.charAt(next) == '=';
	}

	/**
	 * Skip the single value of a scheme without parameters. The challenge ends with it,
	 * which distinguishes it from the name of a parameter or of the next scheme.
	 */
	private void skipToken68() {
		int end = this.position;
		while (end < this.text.length() && isBlank(this.text.charAt(end))) {
			end++;
		}
		int begin = end;
		while (end < this.text.length() && isToken68(this.text.charAt(end))) {
			end++;
		}
		while (end > begin && end < this.text.length() && this.text.charAt(end) == '=') {
			end++;
		}
		int next = end;
		while (next < this.text.length() && isBlank(this.text.charAt(next))) {
			next++;
		}
		if (begin > this.position && (next == this.text.length() || this.text.charAt(next) == ',')) {
			this.position = next;
		}
	}

	/**
	 * A value in quotes, or {@code null} if the closing one is missing.
	 */
	private @Nullable String quotedString() {
		StringBuilder value = new StringBuilder();
		for (this.position++; !isAtEnd(); this.position++) {
			char c = current();
			if (c == '"') {
				this.position++;
				return value.toString();
			}
			if (c == '\\' && this.position + 1 < this.text.length()) {
				this.position++;
				c = current();
			}
			value.append(c);
		}
		return null;
	}

	/**
	 * Read a value without quotes. Some servers omit them although the value is not a
	 * token, so it ends at a comma or a blank.
	 */
	private String bareValue() {
		int begin = this.position;
		while (!isAtEnd() && current() != ',' && !isBlank(current())) {
			this.position++;
		}
		return this.text.substring(begin, this.position);
	}

	private String token() {
		int begin = this.position;
		while (!isAtEnd() && isTokenChar(current())) {
			this.position++;
		}
		return this.text.substring(begin, this.position);
	}

	private void skipSeparators() {
		while (!isAtEnd() && (isBlank(current()) || current() == ',')) {
			this.position++;
		}
	}

	private void skipBlanks() {
		while (!isAtEnd() && isBlank(current())) {
			this.position++;
		}
	}

	private boolean isAtEnd() {
		return this.position >= this.text.length();
	}

	private char current() {
		return this.text.charAt(this.position);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * Section 5.6.2.
	 */
	private static boolean isTokenChar(char c) {
		return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
	}

	/**
	 * Section 11.2.
	 */
	private static boolean isToken68(char c) {
		return isLetterOrDigit(c) || "-._~+/".indexOf(c) >= 0;
	}

	private static boolean isLetterOrDigit(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

}
