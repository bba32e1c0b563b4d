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

package dev.sessions.internal.connection;

/**
 * Replaces the control characters of a header value, except tabs, by spaces (RFC 9110,
 * section 5.5). The value has one octet per char. Octets of UTF-8 sequences are kept.
 */
final class HeaderOctets {

	private HeaderOctets() {
	}

	static String withoutControls(String octets) {
		for (int i = 0; i < octets.length(); i++) {
			if (isControl(octets.charAt(i))) {
				return replaced(octets);
			}
		}
		return octets;
	}

	private static String replaced(String octets) {
		char[] plain = octets.toCharArray();
		int at = 0;
		while (at < plain.length) {
			int length = sequence(plain, at);
			// U+0080 to U+009F, as two octets
			boolean control = (length == 1) ? isControl(plain[at])
					: length == 2 && plain[at] == 0xC2 && plain[at + 1] < 0xA0;
			for (int end = at + length; at < end; at++) {
				plain[at] = control ? ' ' : plain[at];
			}
		}
		return new String(plain).trim();
	}

	/**
	 * Returns the length of the UTF-8 sequence at an index, or 1 if there is no valid
	 * one.
	 */
	private static int sequence(char[] octets, int at) {
		char first = octets[at];
		int length = (first < 0xC2 || first > 0xF4) ? 1 : (first < 0xE0) ? 2 : (first < 0xF0) ? 3 : 4;
		for (int i = at + 1; i < at + length; i++) {
			if (i == octets.length || octets[i] < 0x80 || octets[i] > 0xBF) {
				return 1;
			}
		}
		return length;
	}

	private static boolean isControl(char c) {
		return (c < 0x20) ? c != '\t' : c >= 0x7F && c < 0xA0;
	}

}
