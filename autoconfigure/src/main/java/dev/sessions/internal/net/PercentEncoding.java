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

package dev.sessions.internal.net;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of UTF-8 (RFC 3986, section 2).
 */
public final class PercentEncoding {

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private static final boolean[] UNRESERVED = table("-._~");

	/**
	 * Section 3.3: unreserved, sub-delims, ":", "@" and "/".
	 */
	private static final boolean[] PATH = table("-._~!$&'()*+,;=:@/");

	/**
	 * Section 3.4, and brackets, which some servers expect unencoded, as in
	 * {@code ids[]=1}, and which {@link java.net.URI} and browsers leave unencoded.
	 */
	private static final boolean[] QUERY = table("-._~!$&'()*+,;=:@/?[]");

	private PercentEncoding() {
	}

	/**
	 * Encode a value, so that none of its characters is special in a URI.
	 * @param value the value
	 * @param target the builder to append the encoded form to
	 * @throws IllegalArgumentException if the value has a lone surrogate
	 */
	public static void encodeValue(String value, StringBuilder target) {
		encode(value, 0, value.length(), UNRESERVED, false, target);
	}

	/**
	 * Encode the illegal characters of a path with its query, and leave the rest,
	 * percent-escapes included, unchanged. The query starts at the first question mark.
	 * @param text the path with its query
	 * @return the encoded form, which is ASCII; the same text if all of it is legal
	 * @throws IllegalArgumentException if the text has a lone surrogate
	 */
	public static String encodeIllegal(String text) {
		int end = PathAndQuery.endOfPath(text);
		int illegal = firstIllegal(text, 0, end, PATH);
		if (illegal == end) {
			illegal = firstIllegal(text, end, text.length(), QUERY);
		}
		if (illegal == text.length()) {
			return text;
		}
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		encode(text, 0, end, PATH, true, encoded);
		encode(text, end, text.length(), QUERY, true, encoded);
		return encoded.toString();
	}

	/**
	 * Encode the illegal characters of a query or a fragment, and leave the rest
	 * unchanged.
	 * @param text the query or fragment
	 * @return the encoded form, which is ASCII; the same text if all of it is legal
	 * @throws IllegalArgumentException if the text has a surrogate without its pair
	 */
	public static String encodeIllegalInQuery(String text) {
		if (firstIllegal(text, 0, text.length(), QUERY) == text.length()) {
			return text;
		}
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		encode(text, 0, text.length(), QUERY, true, encoded);
		return encoded.toString();
	}

	private static int firstIllegal(String text, int from, int to, boolean[] legal) {
		for (int i = from; i < to; i++) {
			if (!isLegal(text.charAt(i), legal) && !isEscape(text, i, to)) {
				return i;
			}
		}
		return to;
	}

	private static void encode(String text, int from, int to, boolean[] legal, boolean keepEscapes,
			StringBuilder target) {
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (isLegal(c, legal) || (keepEscapes && isEscape(text, i, to))) {
				target.append(c);
			}
			else if (c < 0x80) {
				appendByte(c, target);
			}
			else {
				String character = character(text, i, to);
				for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
					appendByte(b & 0xFF, target);
				}
				i += character.length() - 1;
			}
		}
	}

	/**
	 * A lone surrogate cannot be encoded in UTF-8, and replacing it with a question mark
	 * would change the value.
	 */
	private static String character(String text, int i, int to) {
		if (!Character.isSurrogate(text.charAt(i))) {
			return text.substring(i, i + 1);
		}
		if (i + 1 < to && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
			return text.substring(i, i + 2);
		}
		throw new IllegalArgumentException("A URI must not contain a surrogate without its pair");
	}

	private static boolean isLegal(char c, boolean[] legal) {
		return c < legal.length && legal[c];
	}

	private static boolean isEscape(String text, int i, int to) {
		return text.charAt(i) == '%' && i + 2 < to && HexFormat.isHexDigit(text.charAt(i + 1))
				&& HexFormat.isHexDigit(text.charAt(i + 2));
	}

	static boolean isUnreserved(int c) {
		return c >= 0 && c < UNRESERVED.length && UNRESERVED[c];
	}

	/**
	 * Append a byte.
	 * @param b the byte, from 0 to 255
	 * @param target the builder to append the encoded form to
	 */
	public static void appendByte(int b, StringBuilder target) {
		target.append('%').append(HEX[b >> 4]).append(HEX[b & 0xF]);
	}

	private static boolean[] table(String others) {
		boolean[] table = new boolean[128];
		for (char c = 0; c < table.length; c++) {
			table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
					|| others.indexOf(c) >= 0;
		}
		return table;
	}

}
