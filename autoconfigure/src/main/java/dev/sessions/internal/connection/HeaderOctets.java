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
 * The value of a header as it came, one octet in a char, without control characters but
 * the tab: each is replaced by a space (RFC 9110, section 5.5). Octets of UTF-8 stay as
 * they are.
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
			// of two octets, the first of U+0080 to U+009F
			boolean control = (length == 1) ? isControl(plain[at])
					: length == 2 && plain[at] == 0xC2 && plain[at + 1] < 0xA0;
			for (int end = at + length; at < end; at++) {
				plain[at] = control ? ' ' : plain[at];
			}
		}
		return new String(plain).trim();
	}

	/**
	 * How many octets of UTF-8 are one character, or 1 for one that is none.
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
