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

import java.text.Normalizer;

/**
 * A label of an internationalized name (UTS 46, nontransitional): mapped to lower case
 * and normalized, checked, and encoded. {@link java.net.IDN} supports Unicode 3.2 only
 * and maps {@code ß} to {@code ss}, which is a different host today.
 */
final class InternationalLabel {

	private static final String PREFIX = "xn--";

	/**
	 * A longer label fits into no name.
	 */
	private static final int MAX_LENGTH = 255;

	private static final int DOTTED_CAPITAL_I = 0x130;

	private InternationalLabel() {
	}

	/**
	 * Encode a label.
	 * @param text the label
	 * @return its form in ASCII; the text itself if it is ASCII
	 * @throws IllegalArgumentException if the label is invalid; the message does not
	 * contain it
	 */
	static String toAscii(String text) {
		if (HostName.isAscii(text)) {
			return text;
		}
		if (text.length() > MAX_LENGTH) {
			throw HostName.invalid("has a part that is too long");
		}
		String mapped = map(text);
		if (HostName.isAscii(mapped)) {
			// rules for hosts would not recognize such a name, so it is rejected
			throw HostName.invalid("has characters that only look like ASCII; write them in ASCII");
		}
		mapped.codePoints().forEach(InternationalLabel::check);
		if (isMark(mapped.codePointAt(0)) || mapped.startsWith(PREFIX)) {
			throw HostName.invalid("has a part with an invalid start");
		}
		return PREFIX + Punycode.encode(mapped);
	}

	private static String map(String text) {
		StringBuilder lower = new StringBuilder(text.length());
		Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach((point) -> {
			if (point == DOTTED_CAPITAL_I) {
				lower.append("i\u0307");
			}
			else if (!isVariationSelector(point)) {
				lower.appendCodePoint(Character.toLowerCase(point));
			}
		});
		return Normalizer.normalize(lower, Normalizer.Form.NFKC);
	}

	/**
	 * A variation selector selects the presentation of an emoji, and is not part of a
	 * name.
	 */
	private static boolean isVariationSelector(int point) {
		return point >= 0xFE00 && point <= 0xFE0F;
	}

	private static void check(int point) {
		boolean illegal = switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> false;
		};
		boolean isAsciiLetter = (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || point == '-'
				|| point == '_';
		if (illegal || (point < 128 && !isAsciiLetter)) {
			throw HostName.invalid("has a character that host names must not contain");
		}
	}

	private static boolean isMark(int point) {
		return switch (Character.getType(point)) {
			case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
			default -> false;
		};
	}

}
