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
 * Text that UTF-8 can encode. A lone surrogate is not a character, and Java would send a
 * question mark instead.
 */
public final class UnicodeText {

	private UnicodeText() {
	}

	/**
	 * Check a text that is going to be sent.
	 * @param what what the text is, for the message, which does not contain the text
	 * @param text the text
	 * @return the text
	 * @throws IllegalArgumentException if it contains a lone surrogate
	 */
	public static String require(String what, String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (Character.charCount(text.codePointAt(i)) == 1) {
					throw new IllegalArgumentException(
							what + " contains half of a surrogate pair, which UTF-8 cannot encode");
				}
				i++;
			}
		}
		return text;
	}

}
