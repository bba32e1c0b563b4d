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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestHeadWriter}.
 */
class RequestHeadWriterTests {

	private final RequestHeadWriter writer = new RequestHeadWriter();

	private final BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/path?query");

	@Test
	void writesHeads() throws IOException {
		this.request.addHeader("Host", "example.org");
		this.request.addHeader("X-Empty", "");
		this.request.addHeader(new BasicHeader("X-Null", null));
		this.request.addHeader("x-tab", "a\tb");
		for (int i = 0; i < 2; i++) {
			assertThat(written()).isEqualTo(
					"GET /path?query HTTP/1.1\r\nHost: example.org\r\nX-Empty: \r\nX-Null: \r\nx-tab: a\tb\r\n\r\n");
		}
	}

	@Test
	void sendsEveryByteBack() throws IOException {
		StringBuilder all = new StringBuilder();
		for (char c = ' '; c <= 0xFF; c++) {
			all.append((c != 0x7F) ? c : '-');
		}
		this.request.addHeader("X-All", all.toString());
		assertThat(written()).contains("X-All: " + all + "\r\n");
	}

	/**
	 * The low byte of the second and third value is a line feed and a NUL.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "a\r\nb", "a\u010ab", "a\u0100b", "\u20ac", "a\0b", "\u007f", "\u000b" })
	void refusesCharacterWithoutOctet(String text) throws IOException {
		SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(1024);
		for (BasicClassicHttpRequest head : List.of(withHeader("X-One", text), withHeader("X-" + text, "1"),
				new BasicClassicHttpRequest("GET" + text, "/"))) {
			assertThatExceptionOfType(ProtocolException.class)
				.isThrownBy(() -> this.writer.write(head, buffer, new ByteArrayOutputStream()));
		}
		assertThat(buffer.length()).isZero();
		this.request.addHeader("X-Next", "1");
		assertThat(written()).isEqualTo("GET /path?query HTTP/1.1\r\nX-Next: 1\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nb", "a\0b", "\u007f", "\u000b" })
	void refusesTargetWithControlCharacter(String text) {
		SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(1024);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> this.writer
			.write(new BasicClassicHttpRequest("GET", "/" + text), buffer, new ByteArrayOutputStream()));
		assertThat(buffer.length()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "a\u010ab, a%C4%8Ab", "a\u0100b, a%C4%80b", "\u20ac, %E2%82%AC", "a b, a%20b", "\u0085, %C2%85" })
	void encodesTargetBeyondAscii(String text, String encoded) throws IOException {
		assertThat(written(new BasicClassicHttpRequest("GET", "/" + text)))
			.isEqualTo("GET /" + encoded + " HTTP/1.1\r\n\r\n");
	}

	private static BasicClassicHttpRequest withHeader(String name, String value) {
		BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/");
		request.addHeader(name, value);
		return request;
	}

	@Test
	void writesShortHeadsAfterLongOnes() throws IOException {
		BasicClassicHttpRequest longer = new BasicClassicHttpRequest("GET", "/" + "x".repeat(5000));
		longer.addHeader("X", "y".repeat(5000));
		assertThat(written(longer))
			.isEqualTo("GET /%s HTTP/1.1\r\nX: %s\r\n\r\n".formatted("x".repeat(5000), "y".repeat(5000)));
		assertThat(written()).isEqualTo("GET /path?query HTTP/1.1\r\n\r\n");
	}

	@Test
	void writesRepeatedHeaders() throws IOException {
		BasicHeader again = new BasicHeader("X-Again", "1");
		BasicHeader other = new BasicHeader("X-Other", "2");
		for (int i = 0; i < 4; i++) {
			this.request.setHeaders(again, new BasicHeader("X-New", i), other);
			assertThat(written())
				.isEqualTo("GET /path?query HTTP/1.1\r\nX-Again: 1\r\nX-New: %d\r\nX-Other: 2\r\n\r\n".formatted(i));
		}
		this.request.setHeaders(other, again);
		assertThat(written()).isEqualTo("GET /path?query HTTP/1.1\r\nX-Other: 2\r\nX-Again: 1\r\n\r\n");
	}

	@Test
	void writesMoreHeadersThanItKeeps() throws IOException {
		StringBuilder expected = new StringBuilder("GET /path?query HTTP/1.1\r\n");
		for (int i = 0; i < 40; i++) {
			this.request.addHeader("X-" + i, (i == 3) ? "y".repeat(600) : i);
			expected.append("X-%d: %s\r\n".formatted(i, (i == 3) ? "y".repeat(600) : i));
		}
		for (int i = 0; i < 3; i++) {
			assertThat(written()).isEqualTo(expected + "\r\n");
		}
	}

	private String written() throws IOException {
		return written(this.request);
	}

	private String written(BasicClassicHttpRequest head) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(1024);
		write(head, buffer, out);
		buffer.flush(out);
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	private void write(BasicClassicHttpRequest head, SessionOutputBufferImpl buffer, ByteArrayOutputStream out)
			throws IOException {
		try {
			this.writer.write(head, buffer, out);
		}
		catch (ProtocolException ex) {
			throw new IOException(ex);
		}
	}

}
