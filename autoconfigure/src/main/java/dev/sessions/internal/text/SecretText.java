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

package dev.sessions.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects texts that may contain a secret: the name of a secret before {@code =} or
 * {@code :}, as an option or as an element; the name of an authentication scheme; the
 * start of a JSON Web Token or of PEM; the user info of a URL. Case and the escapes of
 * URLs, HTML and JavaScript are ignored. The time is linear for any text.
 */
public final class SecretText {

	/**
	 * A text that was encoded more often counts as a secret.
	 */
	private static final int MAX_ROUNDS = 5;

	private static final int MAX_NAME = 80;

	private static final Pattern ESCAPE = Pattern.compile(
			"(?:%|\\\\x|\\\\u00)([0-9a-f]{2})|&#0*+([0-9]{1,3});"
					+ "|&#x0*+([0-9a-f]{1,2});|&(quot|apos|amp|lt|gt|nbsp|equals|colon|sol|commat);",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> MARKERS = List.of("bearer ", "basic ", "digest ", "negotiate ", "ntlm ", "dpop ",
			"hawk ", "sharedkey ", "apikey ", "eyj", "-----begin");

	private SecretText() {
	}

	/**
	 * Return whether a text may contain a secret.
	 * @param text the text
	 * @return whether a secret is possible
	 */
	public static boolean contains(String text) {
		String plain = text;
		Matcher escapes = ESCAPE.matcher(plain);
		for (int round = 0; escapes.reset(plain).find(); round++) {
			if (round == MAX_ROUNDS) {
				return true;
			}
			plain = escapes.replaceAll((escape) -> Matcher.quoteReplacement(character(escape)));
		}
		plain = plain.replace("\\", "").replace('+', ' ');
		String lower = plain.toLowerCase(Locale.ROOT);
		return MARKERS.stream().anyMatch(lower::contains) || hasUserInfo(plain) || hasName(plain);
	}

	private static String character(MatchResult escape) {
		if (escape.group(4) != null) {
			return switch (escape.group(4).toLowerCase(Locale.ROOT)) {
				case "quot" -> "\"";
				case "apos" -> "'";
				case "amp" -> "&";
				case "lt" -> "<";
				case "gt" -> ">";
				case "equals" -> "=";
				case "colon" -> ":";
				case "sol" -> "/";
				case "commat" -> "@";
				default -> " ";
			};
		}
		int code = (escape.group(2) != null) ? Integer.parseInt(escape.group(2))
				: Integer.parseInt((escape.group(1) != null) ? escape.group(1) : escape.group(3), 16);
		return String.valueOf((char) code);
	}

	private static boolean hasUserInfo(String text) {
		for (int scheme = text.indexOf("://"); scheme >= 0; scheme = text.indexOf("://", scheme + 3)) {
			int end = scheme;
			while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
				if (text.charAt(end++) == '@') {
					return true;
				}
			}
			scheme = end - 3;
		}
		return false;
	}

	private static boolean hasName(String text) {
		for (int i = 0; i < text.length(); i++) {
			boolean found = switch (text.charAt(i)) {
				case '=' -> SecretNames.contains(nameBefore(text, i));
				case ':' -> !isPort(text, i) && SecretNames.contains(nameBefore(text, i));
				case '<' -> SecretNames.contains(nameAfter(text, i + 1));
				case '-' -> text.startsWith("--", i) && SecretNames.contains(nameAfter(text, i + 2));
				default -> false;
			};
			if (found) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the name before a separator, without white space and closing quotes or
	 * brackets in between.
	 */
	private static String nameBefore(String text, int separator) {
		int end = separator;
		while (end > 0 && isBetween(text.charAt(end - 1)) && separator - end < MAX_NAME) {
			end--;
		}
		int begin = end;
		while (begin > 0 && isOfName(text.charAt(begin - 1)) && end - begin < MAX_NAME) {
			begin--;
		}
		return text.substring(begin, end);
	}

	/**
	 * Return the name from an index, without the prefix of an element.
	 */
	private static String nameAfter(String text, int from) {
		int begin = from;
		int end = from;
		while (end < text.length() && (isOfName(text.charAt(end)) || text.charAt(end) == ':')
				&& end - from < MAX_NAME) {
			if (text.charAt(end++) == ':') {
				begin = end;
			}
		}
		return text.substring(begin, end);
	}

	/**
	 * Return whether a host of a URL precedes a colon.
	 */
	private static boolean isPort(String text, int colon) {
		int begin = colon - nameBefore(text, colon).length();
		return begin >= 2 && text.charAt(begin - 1) == '/' && text.charAt(begin - 2) == '/';
	}

	private static boolean isBetween(char c) {
		return Character.isWhitespace(c) || "\"'])".indexOf(c) >= 0;
	}

	private static boolean isOfName(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
	}

}
