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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResponseHeadParser}. Each also runs after another response on the same
 * connection, because remembered headers must not affect the result.
 */
class ResponseHeadParserTests {

	private final ResponseHeadParser parser = new ResponseHeadParser(
			Http1Config.custom().setMaxHeaderCount(5).setMaxLineLength(64).build());

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1 200 OK, 200, OK", "HTTP/1.1 200 Fine, 200, Fine", "HTTP/1.1 204, 204, ''",
			"HTTP/1.1 404 Not Found, 404, Not Found", "HTTP/1.1 599 , 599, ''",
			"HTTP/1.1  200  Two  blanks, 200, Two  blanks", "' HTTP/1.1 200 OK', 200, OK" })
	void readsStatusLines(String line, int code, String reason) throws Exception {
		for (int i = 0; i < 2; i++) {
			ClassicHttpResponse response = parse(line + "\r\n\r\n");
			assertThat(response.getCode()).isEqualTo(code);
			assertThat(response.getReasonPhrase()).isEqualTo(reason);
			assertThat(response.getVersion()).isEqualTo(HttpVersion.HTTP_1_1);
		}
	}

	@Test
	void readsTheVersion() throws Exception {
		assertThat(parse("HTTP/1.0 200 OK\r\n\r\n").getVersion()).isEqualTo(HttpVersion.HTTP_1_0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2OO OK", "HTTP/1.1 2000 OK", "HTTP/1.1 099 Low",
			"HTTP/1.1 000 None", "ICY 200 OK", "http/1.1 200 OK", "secret garbage", "HTTP/1.1-200 OK" })
	void refusesInvalidStatusLine(String line) {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> parse(line + "\r\n\r\n"))
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "Content-Type: application/json | Content-Type | application/json",
					"ETag:\"a:b\" | ETag | \"a:b\"", "X_Id1: \t spaces around \t  | X_Id1 | spaces around",
					"X-Empty: | X-Empty | ''", "X.Dot!: other token chars | X.Dot! | other token chars",
					"X-Name: J\u00fcrgen | X-Name | J\u00fcrgen" })
	void readsHeaders(String line, String name, String value) throws Exception {
		for (int i = 0; i < 2; i++) {
			assertThat(headers(line)).containsExactly(name + "=" + value);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "no colon secret", ": no name secret", "Blank : secret", "Tab\t: secret", " First: is secret" })
	void refusesInvalidHeader(String line) {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> headers(line))
			.withMessageNotContaining("secret");
	}

	@Test
	void resetsCountOfInterimResponsesAfterFinalOne() throws Exception {
		for (int i = 0; i < 3; i++) {
			for (int interim = 0; interim < 100; interim++) {
				assertThat(parse("HTTP/1.1 103 Early Hints\r\n\r\n").getCode()).isEqualTo(103);
			}
			assertThat(parse("HTTP/1.1 200 OK\r\n\r\n").getCode()).isEqualTo(200);
		}
	}

	@Test
	void detectsChangesBetweenResponses() throws Exception {
		assertThat(headers("A: 1", "B: 2", "C: 3")).containsExactly("A=1", "B=2", "C=3");
		assertThat(headers("A: 1", "B: 20", "C: 3")).containsExactly("A=1", "B=20", "C=3");
		assertThat(headers("C: 3", "A: 1")).containsExactly("C=3", "A=1");
		assertThat(headers("a: 1", "B:2", "AB: 1")).containsExactly("a=1", "B=2", "AB=1");
		assertThat(headers()).isEmpty();
		assertThat(headers("A: 1", "B: 2", "C: 3")).containsExactly("A=1", "B=2", "C=3");
	}

	@Test
	void keepsLinesOfOneNameSeparate() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(headers("Vary: a", "Vary: b", "X: y", "Vary: a", "Vary: c" + i)).containsExactly("Vary=a",
					"Vary=b", "X=y", "Vary=a", "Vary=c" + i);
		}
	}

	@Test
	void reusesEqualHeaders() throws Exception {
		Header[] first = parse("HTTP/1.1 200 OK\r\nServer: x\r\nDate: 1\r\n\r\n").getHeaders();
		Header[] second = parse("HTTP/1.1 200 OK\r\nServer: x\r\nDate: 2\r\n\r\n").getHeaders();
		assertThat(second[0]).isSameAs(first[0]);
		assertThat(second[1].getName()).isSameAs(first[1].getName());
		assertThat(second[1].getValue()).isEqualTo("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Set-Cookie: a=secret", "set-cookie: a=secret" })
	void doesNotKeepHeadersForOneClient(String line) throws Exception {
		Header[] first = parse("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\n").getHeaders();
		Header[] second = parse("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\n").getHeaders();
		assertThat(second[0]).isNotSameAs(first[0]);
		assertThat(second[0].getValue()).isEqualTo("a=secret");
	}

	@Test
	void unfoldsLines() throws Exception {
		assertThat(headers("A: 1", " 2", "\t \t3", "B: 4", " 5")).containsExactly("A=1 2 3", "B=4 5");
	}

	@Test
	void skipsEmptyLinesBeforeTheStatus() throws Exception {
		assertThat(parse("\r\n\r\nHTTP/1.1 200 OK\r\nA: 1\r\n\r\n").getHeaders()).hasSize(1);
	}

	@Test
	void acceptsLoneLineFeeds() throws Exception {
		assertThat(parse("HTTP/1.1 200 OK\nA: 1\n\n").getFirstHeader("A").getValue()).isEqualTo("1");
	}

	@Test
	void boundsTheNumberOfHeaders() throws Exception {
		assertThat(headers("A: 1", "B: 2", "C: 3", "D: 4", "E: 5")).hasSize(5);
		assertThatExceptionOfType(MessageConstraintException.class)
			.isThrownBy(() -> headers("A: 1", "B: 2", "C: 3", "D: 4", "E: 5", "F: 6"));
	}

	@Test
	void boundsTheLengthOfFoldedLines() {
		String part = " " + "x".repeat(40);
		assertThatExceptionOfType(MessageConstraintException.class).isThrownBy(() -> headers("A:" + part, part));
	}

	@Test
	void boundsEmptyLinesBeforeTheStatus() {
		assertThatExceptionOfType(MessageConstraintException.class)
			.isThrownBy(() -> parse("\r\n".repeat(20) + "HTTP/1.1 200 OK\r\n\r\n"));
	}

	@Test
	void longLinesAreReadAfterOneAnother() throws Exception {
		ResponseHeadParser wide = new ResponseHeadParser(Http1Config.custom().setMaxHeaderCount(5).build());
		String text = "HTTP/1.1 200 OK\r\nA: %s\r\nB: 1\r\nC: %s\r\n\r\n".formatted("a".repeat(3000), "c".repeat(5000));
		for (int i = 0; i < 2; i++) {
			Header[] headers = parse(wide, text).getHeaders();
			assertThat(headers).extracting(Header::getValue).containsExactly("a".repeat(3000), "1", "c".repeat(5000));
		}
	}

	@Test
	void endBeforeTheHeadIsNoResponse() throws Exception {
		assertThat(parse("")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: 1", "HTTP/1.1 200 OK\r\nA: 1\r\n" })
	void endWithinTheHeadIsAnError(String text) {
		assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> parse(text));
	}

	private List<String> headers(String... lines) throws IOException, HttpException {
		StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n");
		for (String line : lines) {
			text.append(line).append("\r\n");
		}
		return Arrays.stream(parse(text.append("\r\n").toString()).getHeaders())
			.map((header) -> header.getName() + "=" + header.getValue())
			.toList();
	}

	private ClassicHttpResponse parse(String text) throws IOException, HttpException {
		return parse(this.parser, text);
	}

	private static ClassicHttpResponse parse(ResponseHeadParser parser, String text) throws IOException, HttpException {
		return parser.parse(new SessionInputBufferImpl(64),
				new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
	}

}
