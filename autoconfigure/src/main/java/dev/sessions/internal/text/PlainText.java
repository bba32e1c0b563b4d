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

/**
 * Replaces characters of untrusted text that end a line, control a terminal or change the
 * direction of writing, each with a space. A text without such characters is returned
 * unchanged.
 */
public final class PlainText {

	private PlainText() {
	}

	/**
	 * Replace control characters and similar Unicode characters.
	 * @param text the text
	 * @return the text in a single line
	 */
	public static String of(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isControl(text.charAt(i))) {
				return replaced(text, i);
			}
		}
		return text;
	}

	private static String replaced(String text, int from) {
		char[] plain = text.toCharArray();
		for (int i = from; i < plain.length; i++) {
			if (isControl(plain[i])) {
				plain[i] = ' ';
			}
		}
		return new String(plain);
	}

	private static boolean isControl(char c) {
		if (c < 0x80) {
			return c < 0x20 || c == 0x7F;
		}
		return c < 0xA0 || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E)
				|| (c >= 0x2066 && c <= 0x2069);
	}

}
