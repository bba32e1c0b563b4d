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
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Parses challenges by the grammar of RFC 9110, section 11.3: {@code scheme token68} or
 * {@code scheme name=value, name="value"}, separated by commas. A name without an equals
 * sign starts a challenge. Missing or superfluous commas are tolerated, and invalid text
 * is skipped.
 */
final class ChallengeReader {

	/**
	 * Names that are not schemes but the rest of an unquoted list:
	 * {@code qop=auth,auth-int}.
	 */
	private static final Set<String> PROTECTIONS = Set.of("auth", "auth-int");

	/**
	 * The single value of a scheme without parameters (section 11.2), up to the end of
	 * its challenge.
	 */
	private static final Pattern TOKEN68 = Pattern.compile("[ \t]++(?:[A-Za-z0-9._~+/-]++=*+)?+[ \t]*+(?=,|\\z)");

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
	 * Return whether an equals sign follows, after optional blanks (section 5.6.3).
	 */
	private boolean isAtEqualsSign() {
		int next = end(ChallengeReader::isBlank);
		return next < this.text.length() && this.text.charAt(next) == '=';
	}

	/**
	 * Skip the single value of a scheme without parameters. Unlike the name of a
	 * parameter or of the next scheme, it ends its challenge.
	 */
	private void skipToken68() {
		Matcher token68 = TOKEN68.matcher(this.text).region(this.position, this.text.length());
		if (token68.lookingAt()) {
			this.position = token68.end();
		}
	}

	/**
	 * Read a quoted value, or return {@code null} if the closing quotation mark is
	 * missing.
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
	 * Read an unquoted value. It ends at a comma or a blank, because some servers omit
	 * the quotation marks even if the value is not a token.
	 */
	private String bareValue() {
		return take((c) -> c != ',' && !isBlank(c));
	}

	private String token() {
		return take(ChallengeReader::isTokenChar);
	}

	private String take(IntPredicate characters) {
		int begin = this.position;
		this.position = end(characters);
		return this.text.substring(begin, this.position);
	}

	private void skipSeparators() {
		this.position = end((c) -> c == ',' || isBlank(c));
	}

	private void skipBlanks() {
		this.position = end(ChallengeReader::isBlank);
	}

	private int end(IntPredicate characters) {
		int end = this.position;
		while (end < this.text.length() && characters.test(this.text.charAt(end))) {
			end++;
		}
		return end;
	}

	private boolean isAtEnd() {
		return this.position >= this.text.length();
	}

	private char current() {
		return this.text.charAt(this.position);
	}

	private static boolean isBlank(int c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * See section 5.6.2.
	 */
	private static boolean isTokenChar(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
	}

}
