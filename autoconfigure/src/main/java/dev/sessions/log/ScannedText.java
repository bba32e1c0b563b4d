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

import java.util.Locale;
import java.util.Set;

/**
 * A text without its escapes, and where names and values in it end. Each of these looks
 * at a character no more than a few times.
 */
final class ScannedText {

	private static final Set<String> SCHEMES = Set.of("basic", "bearer", "digest", "negotiate", "ntlm", "token", "dpop",
			"apikey", "sharedkey", "hawk");

	private final Decoded decoded;

	private final String text;

	ScannedText(Decoded decoded) {
		this.decoded = decoded;
		this.text = decoded.text();
	}

	int length() {
		return this.text.length();
	}

	/**
	 * Where the user info of a URL ends, or -1 if there is none. A slash may be within it
	 * if it is encoded more often than those before it.
	 */
	int endOfUserInfo(int slash, int from) {
		int level = this.decoded.level(slash);
		int end = -1;
		for (int at = from; at < this.text.length(); at++) {
			char c = this.text.charAt(at);
			if (c == '@') {
				end = at;
			}
			else if (this.decoded.level(at) <= level && isEndOfAuthority(c)) {
				return end;
			}
		}
		return end;
	}

	private static boolean isEndOfAuthority(char c) {
		return Character.isWhitespace(c) || "/\"'<>".indexOf(c) >= 0;
	}

	static boolean isScheme(String word) {
		int last = Math.max(word.lastIndexOf('.'), word.lastIndexOf('-'));
		return SCHEMES.contains(word.substring(last + 1).toLowerCase(Locale.ROOT));
	}

	/**
	 * Where a credential ends: those with parameters with the line.
	 */
	int endOfCredential(int from) {
		int value = skipAny(skipName(from), " \t");
		boolean hasParameters = charAt(value) == '=' && isQuoted(skipAny(value + 1, " \t"));
		return hasParameters ? endOfLine(from) : isQuoted(from) ? endOfQuoted(from) : skipPlain(from);
	}

	/**
	 * Behind the tag that a name began, or -1 if it is none.
	 */
	int skipTag(int from) {
		int at = from;
		while (at < this.text.length() && this.text.charAt(at) != '<') {
			if (this.text.charAt(at++) == '>') {
				return at;
			}
		}
		return -1;
	}

	/**
	 * Behind what stands between a name and its value, or -1 if it is no name of a value.
	 */
	int skipSeparator(int from) {
		int at = skipSpace(skipAny(from, "\\\"'])"));
		int value = skipAny(at, "=:");
		return (value == at) ? -1 : (charAt(value) == '>') ? value + 1 : value;
	}

	/**
	 * Behind a value, or where its closing quote is.
	 */
	int skipValue(int from) {
		if (isQuoted(from)) {
			return endOfQuoted(from);
		}
		if (charAt(from) == '{' || charAt(from) == '[') {
			return skipBrackets(from);
		}
		int to = skipPlain(from);
		int next = skipAny(to, " \t");
		return (isScheme(this.text.substring(from, to)) && next > to) ? endOfCredential(next) : to;
	}

	int skipPlain(int from) {
		int at = from;
		while (at < this.text.length() && !(this.decoded.level(at) == 0 && isDelimiter(this.text.charAt(at)))) {
			at++;
		}
		return at;
	}

	private static boolean isDelimiter(char c) {
		return Character.isWhitespace(c) || "&\"'<>".indexOf(c) >= 0;
	}

	boolean isQuoted(int from) {
		char c = charAt(skipAny(from, "\\"));
		return c == '"' || c == '\'';
	}

	/**
	 * Where a value in quotes ends. In a text within a string each quote has backslashes;
	 * one that has more of them, or that is encoded in another way, is within the value.
	 * So is one that is doubled.
	 */
	private int endOfQuoted(int from) {
		int quote = skipAny(from, "\\");
		int slashes = quote - from;
		int run = 0;
		for (int at = quote + 1; at < this.text.length(); at++) {
			char c = this.text.charAt(at);
			if (c == this.text.charAt(quote) && this.decoded.level(at) == this.decoded.level(quote)
					&& run % (2 * (slashes + 1)) == slashes && charAt(at + 1) != c
					&& !Character.isLetterOrDigit(charAt(at + 1))) {
				return at - slashes;
			}
			run = (c == '\\') ? run + 1 : 0;
		}
		return this.text.length();
	}

	private int skipBrackets(int from) {
		int depth = 0;
		int at = from;
		while (at < this.text.length()) {
			char c = this.text.charAt(at);
			if (c == '\\' || c == '"' || c == '\'') {
				at = isQuoted(at) ? skipAny(endOfQuoted(at), "\\") : skipAny(at, "\\") - 1;
			}
			depth += (c == '{' || c == '[') ? 1 : (c == '}' || c == ']') ? -1 : 0;
			at++;
			if (depth == 0) {
				return at;
			}
		}
		return this.text.length();
	}

	/**
	 * Whether a name is the first on its line, but for what lists and quotes begin with.
	 */
	boolean beginsLine(int name) {
		int at = name;
		while (at > 0 && " \t-#>\"'".indexOf(this.text.charAt(at - 1)) >= 0) {
			at--;
		}
		return at == 0 || this.text.charAt(at - 1) == '\n';
	}

	int endOfLine(int from) {
		int at = from;
		while (at < this.text.length() && !(this.text.charAt(at) == '\n' && this.decoded.level(at) == 0)) {
			at++;
		}
		return at;
	}

	/**
	 * How far the line of a name is indented.
	 */
	int indent(int name) {
		int line = this.text.lastIndexOf('\n', name) + 1;
		return skipAny(line, " \t") - line;
	}

	/**
	 * Where the lines end that are indented further, or empty.
	 */
	int endOfBlock(int endOfLine, int indent) {
		int end = endOfLine;
		while (end < this.text.length()) {
			int text = skipAny(end + 1, " \t");
			int next = endOfLine(text);
			if (text < next && text - (end + 1) <= indent) {
				return end;
			}
			end = next;
		}
		return this.text.length();
	}

	int skipName(int from) {
		int at = from;
		while (isOfName(charAt(at))) {
			at++;
		}
		return at;
	}

	static boolean isOfName(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
	}

	int skipSpace(int from) {
		int at = from;
		while (Character.isWhitespace(charAt(at))) {
			at++;
		}
		return at;
	}

	int skipAny(int from, String characters) {
		int at = from;
		while (at < this.text.length() && characters.indexOf(this.text.charAt(at)) >= 0) {
			at++;
		}
		return at;
	}

	/**
	 * A character, or behind the last the one that nobody looks for.
	 */
	char charAt(int at) {
		return (at < this.text.length()) ? this.text.charAt(at) : '\0';
	}

}
