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

package dev.sessions.uri;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding by RFC 3986, section 2, in UTF-8.
 */
public final class PercentEncoding {

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	/**
	 * What may stand in a path or a query as it is: unreserved, sub-delims, ":", "@", "/"
	 * and "?".
	 */
	private static final boolean[] LEGAL = table("-._~!$&'()*+,;=:@/?");

	private static final boolean[] UNRESERVED = table("-._~");

	private PercentEncoding() {
	}

	/**
	 * Encode a value, so that nothing in it means anything in a URI.
	 */
	static void encodeValue(String value, StringBuilder target) {
		encode(value, UNRESERVED, false, target);
	}

	/**
	 * Encode what is illegal in a path with its query, and leave the rest,
	 * percent-escapes included, as it is.
	 * @param text the path with its query
	 * @param target gets the encoded form appended
	 */
	public static void encodeIllegal(String text, StringBuilder target) {
		encode(text, LEGAL, true, target);
	}

	private static void encode(String text, boolean[] legal, boolean keepEscapes, StringBuilder target) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < legal.length && legal[c]) || (keepEscapes && isEscape(text, i))) {
				target.append(c);
			}
			else if (c < 0x80) {
				appendByte(c, target);
			}
			else {
				int length = (Character.isHighSurrogate(c) && i + 1 < text.length()) ? 2 : 1;
				for (byte b : text.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
					appendByte(b & 0xFF, target);
				}
				i += length - 1;
			}
		}
	}

	private static boolean isEscape(String text, int i) {
		return text.charAt(i) == '%' && i + 2 < text.length() && Character.digit(text.charAt(i + 1), 16) >= 0
				&& Character.digit(text.charAt(i + 2), 16) >= 0;
	}

	private static void appendByte(int b, StringBuilder target) {
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
