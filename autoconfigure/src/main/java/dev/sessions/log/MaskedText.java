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
 * Free text, or XML, without what looks like a secret: the value that follows a secret's
 * name, the element of that name, what follows the name of a scheme of credentials, the
 * user info of a URL, a JSON Web Token, a private key. Goes once through the text: the
 * value of any other name is looked into as well. Where it is not certain where a secret
 * ends, too much is hidden.
 */
final class MaskedText {

	private static final int SHORTEST_TOKEN = 11;

	private final Decoded decoded;

	private final String text;

	private final ScannedText scan;

	private final StringBuilder masked = new StringBuilder();

	private int shown;

	/**
	 * Where the name of an element would begin.
	 */
	private int element = -1;

	private MaskedText(Decoded decoded) {
		this.decoded = decoded;
		this.text = decoded.text();
		this.scan = new ScannedText(decoded);
	}

	/**
	 * A text with marks.
	 */
	static String of(String text) {
		return new MaskedText(Decoded.of(text)).mask();
	}

	/**
	 * What is between the quotes of a string of JSON, with marks.
	 */
	static String ofJson(String string) {
		return new MaskedText(Decoded.ofJson(string)).mask();
	}

	private String mask() {
		if (!this.decoded.isWhole()) {
			return Marks.of("encoded");
		}
		int at = 0;
		while (at < this.text.length()) {
			char c = this.text.charAt(at);
			if (ScannedText.isOfName(c)) {
				at = word(at, this.scan.skipName(at));
				continue;
			}
			if (c == '<') {
				this.element = at + 1;
			}
			at = (c == ':') ? userInfo(at) : at + 1;
		}
		return this.masked.append(this.decoded.raw(this.shown, at)).toString();
	}

	/**
	 * Hide what there is to hide of a word, or behind it.
	 * @return where to go on
	 */
	private int word(int from, int to) {
		String word = this.text.substring(from, to);
		if (word.endsWith("-----BEGIN")) {
			return privateKey(to);
		}
		int token = token(word);
		if (token >= 0) {
			return hide(from + token, this.scan.skipPlain(to), "token");
		}
		int next = this.scan.skipAny(to, " \t+");
		if (ScannedText.isScheme(word) && next > to && this.scan.skipValue(next) > next) {
			return hideValue(next, this.scan.endOfCredential(next), word);
		}
		if (from == this.element) {
			if (this.scan.charAt(to) == ':') {
				this.element = to + 1;
			}
			int content = SecretNames.contains(word) ? this.scan.skipTag(to) : -1;
			if (content >= 0) {
				return element(word, to, content);
			}
		}
		int value = this.scan.skipSeparator(to);
		if (value < 0 && word.startsWith("--")) {
			value = this.scan.skipSpace(to);
		}
		if (value >= 0 && SecretNames.contains(word)) {
			return value(word, from, value);
		}
		return to;
	}

	/**
	 * Hide the value of a secret's name.
	 */
	private int value(String name, int nameFrom, int from) {
		int value = this.scan.skipSpace(from);
		if (this.scan.isQuoted(value) || this.scan.charAt(value) == '{' || this.scan.charAt(value) == '['
				|| !this.scan.beginsLine(nameFrom)) {
			return hideValue(value, this.scan.skipValue(value), name);
		}
		int onLine = this.scan.skipAny(from, " \t");
		int end = this.scan.endOfLine(onLine);
		boolean block = onLine == end || this.scan.charAt(onLine) == '|' || this.scan.charAt(onLine) == '>';
		return hide(onLine, block ? this.scan.endOfBlock(end, this.scan.indent(nameFrom)) : end, name);
	}

	/**
	 * Of a value in quotes, they are left.
	 */
	private int hideValue(int from, int to, String name) {
		return hide(this.scan.isQuoted(from) ? this.scan.skipAny(from, "\\") + 1 : from, to, name);
	}

	private int hide(int from, int to, String name) {
		if (from < to) {
			this.masked.append(this.decoded.raw(this.shown, from)).append(Marks.of(name));
			this.shown = to;
		}
		return Math.max(from, to);
	}

	private int privateKey(int from) {
		int begin = this.text.indexOf("-----", from);
		if (begin < 0 || begin - from > 40 || !this.text.substring(from, begin).contains("PRIVATE KEY")) {
			return from;
		}
		int end = this.text.indexOf("-----END", begin + 5);
		return hide(begin + 5, (end >= 0) ? end : this.text.length(), "private_key");
	}

	/**
	 * Where in a word a JSON Web Token begins.
	 */
	private static int token(String word) {
		int at = word.indexOf("eyJ");
		while (at > 0 && Character.isLetterOrDigit(word.charAt(at - 1))) {
			at = word.indexOf("eyJ", at + 1);
		}
		return (word.length() - at >= SHORTEST_TOKEN) ? at : -1;
	}

	/**
	 * Hide the user info of a URL, where there is one.
	 */
	private int userInfo(int colon) {
		int slash = this.scan.skipAny(colon + 1, "\\");
		int from = this.scan.skipAny(slash + 1, "\\") + 1;
		if (this.scan.charAt(slash) != '/' || this.scan.charAt(from - 1) != '/') {
			return colon + 1;
		}
		int to = this.scan.endOfUserInfo(slash, from);
		return (to >= 0) ? hide(from, to, "user_info") : from;
	}

	/**
	 * Hide an element's attributes and what it holds, up to its end tag.
	 */
	private int element(String name, int attributes, int content) {
		if (this.text.charAt(content - 2) == '/') {
			return hide(attributes, content - 2, name);
		}
		hide(attributes, content - 1, name);
		int end = this.text.indexOf("</", content);
		while (end >= 0) {
			int to = this.scan.skipName(end + 2);
			int from = (this.scan.charAt(to) == ':') ? to + 1 : end + 2;
			if (this.text.substring(from, this.scan.skipName(from)).equals(name)) {
				return hide(content, end, name);
			}
			end = this.text.indexOf("</", end + 2);
		}
		return hide(content, this.text.length(), name);
	}

}
