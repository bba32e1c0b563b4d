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

package dev.sessions.transport;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeaderLineParser}.
 */
class HeaderLineParserTests {

	private final HeaderLineParser parser = new HeaderLineParser();

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: application/json", "ETag:\"a:b\"", "X_Id1: \t spaces around \t ",
			"X-Empty:", "x: ", " Leading: blank", "X.Dot!: other token chars", "X Blank: within" })
	void readsWhatHttpCoreReads(String line) throws ParseException {
		Header header = this.parser.parseHeader(buffer(line));
		Header expected = BasicLineParser.INSTANCE.parseHeader(buffer(line));
		assertThat(header.getName()).isEqualTo(expected.getName());
		assertThat(header.getValue()).isEqualTo(expected.getValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "no colon", ": no name", "Blank : before the colon", "Tab\t: before the colon" })
	void refusesWhatHttpCoreRefuses(String line) {
		assertThatExceptionOfType(ParseException.class).isThrownBy(() -> this.parser.parseHeader(buffer(line)));
	}

	@Test
	void keepsLettersBeyondAscii() throws ParseException {
		assertThat(this.parser.parseHeader(buffer("X-Name: J\u00fcrgen")).getValue()).isEqualTo("J\u00fcrgen");
	}

	private static CharArrayBuffer buffer(String line) {
		CharArrayBuffer buffer = new CharArrayBuffer(8);
		buffer.append(line);
		return buffer;
	}

}
