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

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CookieOctets}.
 */
class CookieOctetsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "ascii", "caf\u00e9", "\u20ac 10", "\u65e5\u672c", "\ud83c\udf6a" })
	void textIsUtf8(String text) {
		String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		assertThat(CookieOctets.fromText(text)).isEqualTo(octets);
		assertThat(CookieOctets.toText(octets)).isEqualTo(text);
	}

	@Test
	void invalidUtf8IsPreserved() {
		assertThat(CookieOctets.toText("caf\u00e9")).isEqualTo("caf\udce9");
		assertThat(CookieOctets.fromText("caf\udce9")).isEqualTo("caf\u00e9");
	}

	@Test
	@DisplayName("RULE 14: no octet is lost")
	void anyOctetsArePreserved() {
		Random random = new Random(42);
		byte[] bytes = new byte[12];
		for (int i = 0; i < 20_000; i++) {
			random.nextBytes(bytes);
			String octets = new String(bytes, StandardCharsets.ISO_8859_1);
			assertThat(CookieOctets.fromText(CookieOctets.toText(octets))).isEqualTo(octets);
		}
	}

}
