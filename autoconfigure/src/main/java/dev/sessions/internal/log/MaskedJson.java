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

import dev.sessions.internal.text.PlainText;
import dev.sessions.internal.text.SecretNames;
import dev.sessions.internal.text.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * Masks the start of a JSON text (RFC 8259): the values of fields with secret names, and
 * strings that may contain a secret. Reads the text once and rejects anything that is not
 * JSON, so that only text that was parsed is shown.
 */
final class MaskedJson {

	private final String text;

	private final boolean cut;

	private final boolean many;

	private final boolean typed;

	private final StringBuilder shown = new StringBuilder();

	/**
	 * The open brackets.
	 */
	private final StringBuilder open = new StringBuilder();

	private Expected expected = Expected.VALUE;

	private int at;

	/**
	 * The last name, or an empty string before the first.
	 */
	private String name = "";

	private boolean secret;

	/**
	 * The number of brackets that were open before a secret object or array, or -1.
	 */
	private int hiddenFrom = -1;

	private MaskedJson(String text, boolean cut, boolean many, boolean typed) {
		this.text = text;
		this.cut = cut;
		this.many = many;
		this.typed = typed;
	}

	/**
	 * Mask a text.
	 * @param text the text
	 * @param cut whether the text is cut off at its end
	 * @param many whether one value may follow another
	 * @param typed whether values are masked one by one, numbers by a number, so that the
	 * text is decoded as the original is
	 * @return the text with placeholders, or {@code null} if it is not JSON
	 */
	static @Nullable String of(String text, boolean cut, boolean many, boolean typed) {
		return new MaskedJson(text, cut, many, typed).mask();
	}

	private @Nullable String mask() {
		while (skipSpace()) {
			int begin = this.at;
			if (!read(this.text.charAt(begin))) {
				return (this.cut && this.at == this.text.length()) ? this.shown.toString() : null;
			}
		}
		return (this.cut || this.expected == Expected.END) ? this.shown.toString() : null;
	}

	/**
	 * Skip white space, and return whether anything follows.
	 */
	private boolean skipSpace() {
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
				return true;
			}
			show((c == '\n') ? "\n" : plain(String.valueOf(c)));
			this.at++;
		}
		return false;
	}

	private boolean read(char c) {
		return switch (this.expected) {
			case VALUE -> value(c);
			case VALUE_OR_END -> (c == ']') ? close() : value(c);
			case NAME -> name(c);
			case NAME_OR_END -> (c == '}') ? close() : name(c);
			case COLON -> c == ':' && punctuation(Expected.VALUE);
			case NEXT -> next(c);
			case END -> this.many && value(c);
		};
	}

	private boolean next(char c) {
		char bracket = this.open.charAt(this.open.length() - 1);
		if (c == ',') {
			return punctuation((bracket == '{') ? Expected.NAME : Expected.VALUE);
		}
		return c == ((bracket == '{') ? '}' : ']') && close();
	}

	private boolean punctuation(Expected next) {
		show(this.text.substring(this.at, this.at + 1));
		this.at++;
		this.expected = next;
		return true;
	}

	private boolean name(char c) {
		int end = (c == '"') ? endOfString() : -1;
		if (end < 0) {
			return false;
		}
		String name = JsonScalars.unescaped(this.text, this.at + 1, end - 1);
		if (name == null) {
			return false;
		}
		// clients need the type, lifetime and endpoint of a token, which are no secrets
		this.secret = SecretNames.contains(name) && !(this.typed && SecretNames.isDescription(name));
		this.name = name;
		boolean odd = SecretText.contains(name);
		show(odd ? '"' + SecretPlaceholders.of("name") + '"' : plain(this.text.substring(this.at, end)));
		this.at = end;
		this.expected = Expected.COLON;
		return true;
	}

	private boolean value(char c) {
		return switch (c) {
			case '{', '[' -> open(c);
			case '"' -> string();
			default -> literal();
		};
	}

	private boolean open(char c) {
		if (this.secret && this.hiddenFrom < 0) {
			show(this.typed ? "" : mark());
			this.hiddenFrom = this.open.length();
		}
		this.secret = false;
		this.open.append(c);
		return punctuation((c == '{') ? Expected.NAME_OR_END : Expected.VALUE_OR_END);
	}

	private boolean close() {
		this.open.setLength(this.open.length() - 1);
		punctuation(afterValue());
		if (this.open.length() == this.hiddenFrom) {
			this.hiddenFrom = -1;
		}
		return true;
	}

	/**
	 * Read a string. A string without a name may be a secret.
	 */
	private boolean string() {
		int end = endOfString();
		String string = (end < 0) ? null : JsonScalars.unescaped(this.text, this.at + 1, end - 1);
		if (string == null) {
			return false;
		}
		boolean masked = this.name.isEmpty() || isOfSecret() || SecretText.contains(string);
		return scalar(end, masked ? mark() : null);
	}

	private boolean isOfSecret() {
		return this.secret || this.hiddenFrom >= 0 || isOfPair(this.name);
	}

	/**
	 * Return whether another field names the value of this one, as in {@code {"name":
	 * "pin", "value": "1234"}}.
	 */
	private static boolean isOfPair(String name) {
		return name.equalsIgnoreCase("value") || name.equalsIgnoreCase("val");
	}

	/**
	 * Read a number, {@code true}, {@code false} or {@code null}.
	 */
	private boolean literal() {
		int end = this.at;
		while (end < this.text.length() && JsonScalars.isOfLiteral(this.text.charAt(end))) {
			end++;
		}
		if (end == this.text.length() && this.cut) {
			this.at = end;
			return false;
		}
		String literal = this.text.substring(this.at, end);
		return JsonScalars.isLiteral(literal) && scalar(end, isOfSecret() ? mark(literal) : null);
	}

	/**
	 * Return the placeholder of a literal. Only a number can be secret, so the others
	 * remain in a typed text.
	 */
	private String mark(String literal) {
		return this.typed ? literal.replaceFirst("^-?\\d+$", "0").replaceFirst("^-?\\d.+", "0.0") : mark();
	}

	private boolean scalar(int end, @Nullable String mark) {
		show((mark != null) ? mark : plain(this.text.substring(this.at, end)));
		this.at = end;
		this.secret = false;
		this.expected = afterValue();
		return true;
	}

	private Expected afterValue() {
		return this.open.isEmpty() ? Expected.END : Expected.NEXT;
	}

	private String mark() {
		return '"' + SecretPlaceholders.of(this.name.isEmpty() ? "value" : this.name) + '"';
	}

	/**
	 * Return the index after the closing quote of a string. Without one, move to the end
	 * of the text.
	 */
	private int endOfString() {
		for (int i = this.at + 1; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c == '"') {
				return i + 1;
			}
			i += (c == '\\') ? 1 : 0;
		}
		this.at = this.text.length();
		return -1;
	}

	private String plain(String part) {
		return this.typed ? part : PlainText.of(part);
	}

	private void show(String part) {
		if (this.hiddenFrom < 0 || this.typed) {
			this.shown.append(part);
		}
	}

	private enum Expected {

		VALUE, VALUE_OR_END, NAME, NAME_OR_END, COLON, NEXT, END

	}

}
