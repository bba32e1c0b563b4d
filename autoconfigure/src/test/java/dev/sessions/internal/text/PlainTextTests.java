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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of RULE 46: the characters of a foreign text that are kept.
 */
class PlainTextTests {

	@ParameterizedTest
	@ValueSource(ints = { 0x00, 0x01, 0x02, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x61C, 0x200E, 0x200F,
			0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069 })
	void unsafeCharacterBecomesASpace(int character) {
		assertThat(PlainText.of("a" + (char) character + "b")).isEqualTo("a b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "\u00a0", "\u00e9", "\u200d", "\u202f", "\ud83d\ude00" })
	void otherCharactersAreKept(String text) {
		assertThat(PlainText.of(text)).isSameAs(text);
	}

}
