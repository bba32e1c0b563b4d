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

import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without its escapes (percent-encoding, character references, those of JSON and
 * JavaScript), however often they were applied. Knows of each character where it was, and
 * whether it was there as such. Characters beyond ASCII may stay in pieces, as no name of
 * a secret has them.
 */
final class Decoded {

	/**
	 * Nobody encodes a text more often, unless it is to take our time.
	 */
	private static final int MAX_ROUNDS = 8;

	private static final Pattern ESCAPE = Pattern.compile("(?:%|\\\\x|\\\\u00)([0-9A-Fa-f]{2})|&#0*+([0-9]{1,3});"
			+ "|&#[xX]0*+([0-9A-Fa-f]{1,2});|&(quot|apos|amp|lt|gt|nbsp|equals|colon|sol|commat);");

	private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([^u]))");

	private final String raw;

	private String text;

	/**
	 * Where each character was, or nothing while all are where they were.
	 */
	private int[] origins = {};

	private byte[] levels = {};

	private boolean whole = true;

	private Decoded(String raw) {
		this.raw = raw;
		this.text = raw;
	}

	static Decoded of(String text) {
		return new Decoded(text).decode();
	}

	/**
	 * What is between the quotes of a string of JSON. The characters that its escapes
	 * stand for are there as such.
	 */
	static Decoded ofJson(String string) {
		Decoded decoded = new Decoded(string);
		decoded.replace(JSON_ESCAPE, Decoded::ofJsonEscape, 0);
		return decoded.decode();
	}

	private Decoded decode() {
		int round = 1;
		while (replace(ESCAPE, Decoded::ofEscape, round)) {
			if (round++ == MAX_ROUNDS) {
				this.whole = false;
				break;
			}
		}
		return this;
	}

	private boolean replace(Pattern escape, Function<MatchResult, Character> character, int level) {
		Matcher escapes = escape.matcher(this.text);
		if (!escapes.find()) {
			return false;
		}
		if (this.origins.length == 0) {
			this.origins = new int[this.raw.length() + 1];
			Arrays.setAll(this.origins, (at) -> at);
			this.levels = new byte[this.raw.length()];
		}
		StringBuilder text = new StringBuilder(this.text.length());
		int[] origins = new int[this.origins.length];
		byte[] levels = new byte[this.levels.length];
		int at = 0;
		do {
			copy(at, escapes.start(), text, origins, levels);
			origins[text.length()] = this.origins[escapes.start()];
			levels[text.length()] = (byte) level;
			text.append(character.apply(escapes));
			at = escapes.end();
		}
		while (escapes.find());
		copy(at, this.text.length(), text, origins, levels);
		origins[text.length()] = this.raw.length();
		this.text = text.toString();
		this.origins = origins;
		this.levels = levels;
		return true;
	}

	private void copy(int from, int to, StringBuilder text, int[] origins, byte[] levels) {
		System.arraycopy(this.origins, from, origins, text.length(), to - from);
		System.arraycopy(this.levels, from, levels, text.length(), to - from);
		text.append(this.text, from, to);
	}

	private static char ofEscape(MatchResult escape) {
		if (escape.group(2) != null) {
			return (char) Integer.parseInt(escape.group(2));
		}
		if (escape.group(4) != null) {
			return switch (escape.group(4)) {
				case "quot" -> '"';
				case "apos" -> '\'';
				case "amp" -> '&';
				case "lt" -> '<';
				case "gt" -> '>';
				case "equals" -> '=';
				case "colon" -> ':';
				case "sol" -> '/';
				case "commat" -> '@';
				default -> ' ';
			};
		}
		return (char) Integer.parseInt((escape.group(1) != null) ? escape.group(1) : escape.group(3), 16);
	}

	private static char ofJsonEscape(MatchResult escape) {
		if (escape.group(1) != null) {
			return (char) Integer.parseInt(escape.group(1), 16);
		}
		return switch (escape.group(2)) {
			case "n" -> '\n';
			case "t" -> '\t';
			case "b", "f", "r" -> ' ';
			default -> escape.group(2).charAt(0);
		};
	}

	/**
	 * The text without its escapes.
	 */
	String text() {
		return this.text;
	}

	/**
	 * Whether there is no escape left, as the text was not encoded too often.
	 */
	boolean isWhole() {
		return this.whole;
	}

	/**
	 * The text as it was.
	 * @param from the first character, as counted without escapes
	 * @param to the one after the last
	 */
	String raw(int from, int to) {
		return (this.origins.length == 0) ? this.raw.substring(from, to)
				: this.raw.substring(this.origins[from], this.origins[to]);
	}

	/**
	 * How often a character was encoded.
	 */
	int level(int at) {
		return (this.levels.length == 0) ? 0 : this.levels[at];
	}

}
