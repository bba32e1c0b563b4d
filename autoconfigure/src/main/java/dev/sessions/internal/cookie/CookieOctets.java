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

package dev.sessions.internal.cookie;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Converts between the octets of a cookie, one in each char of a message head, and text.
 * Servers send UTF-8; an octet that is not valid UTF-8 becomes a lone surrogate, U+DC80
 * to U+DCFF, as in Python, so that the conversion is lossless in both directions.
 */
public final class CookieOctets {

	private static final int ESCAPE = 0xDC00;

	private CookieOctets() {
	}

	/**
	 * Decode octets.
	 * @param octets the octets, one in each char
	 * @return the text
	 */
	public static String toText(String octets) {
		if (isAscii(octets)) {
			return octets;
		}
		ByteBuffer bytes = ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
		CharBuffer text = CharBuffer.allocate(bytes.remaining());
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		while (true) {
			CoderResult result = decoder.decode(bytes, text, true);
			if (result.isUnderflow()) {
				return text.flip().toString();
			}
			for (int i = 0; i < result.length(); i++) {
				text.put((char) (ESCAPE | (bytes.get() & 0xFF)));
			}
		}
	}

	/**
	 * Encode text.
	 * @param text the text
	 * @return the octets, one in each char
	 */
	public static String fromText(String text) {
		if (isAscii(text)) {
			return text;
		}
		StringBuilder octets = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length();) {
			int point = text.codePointAt(i);
			i += Character.charCount(point);
			if (isOctet(point)) {
				octets.append((char) (point & 0xFF));
			}
			else {
				byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
				octets.append(new String(bytes, StandardCharsets.ISO_8859_1));
			}
		}
		return octets.toString();
	}

	/**
	 * Check that a text can be encoded. A lone surrogate is allowed only if it represents
	 * an octet.
	 * @param what a description of the text, for the message
	 * @param text the text
	 * @return the text
	 * @throws IllegalArgumentException if the text contains another lone surrogate
	 */
	public static String requireEncodable(String what, String text) {
		for (int i = 0; i < text.length();) {
			int point = text.codePointAt(i);
			i += Character.charCount(point);
			if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE && !isOctet(point)) {
				throw new IllegalArgumentException(
						what + " contains half of a surrogate pair, which UTF-8 cannot encode");
			}
		}
		return text;
	}

	private static boolean isOctet(int point) {
		return point >= (ESCAPE | 0x80) && point <= (ESCAPE | 0xFF);
	}

	/**
	 * Return whether a text contains a control character other than the tab, which
	 * invalidates a cookie (RFC 6265bis, section 5.6).
	 * @param text the text
	 * @return whether it contains one
	 */
	public static boolean hasControl(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < 0x20 && c != '\t') || c == 0x7F) {
				return true;
			}
		}
		return false;
	}

	static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

}
