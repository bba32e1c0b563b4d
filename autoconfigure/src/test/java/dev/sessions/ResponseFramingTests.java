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

package dev.sessions;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the framing of responses (RFC 9112), and of the next response on the
 * connection.
 */
@Timeout(60)
class ResponseFramingTests {

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

	private static final String EVIL = OK + "Content-Length: 5\r\n\r\nEVIL!";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().on("/next", Reply.ok("next"));

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.pool((pool) -> pool.withMaxConnections(1))
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("odd")
	void unusualFramingIsReadAndItsConnectionClosed(String id, Face face, String response) throws IOException {
		this.server.on("/x", Faults.silenceAfter(response));
		assertThat(face.get(this.session, this.server.url("/x")).body()).isEqualTo("body");
		assertThat(face.get(this.session, this.server.url("/next")).body()).isEqualTo("next");
		assertThat(this.server.accepted()).isEqualTo(2);
	}

	static Stream<Arguments> odd() {
		String chunks = "4\r\nbody\r\n0\r\n\r\n";
		return inEachFace(Stream.of(
				Arguments.of("te-identity-length", OK + "Transfer-Encoding: identity\r\nContent-Length: 4\r\n\r\nbody"),
				Arguments.of("identity, length first",
						OK + "Content-Length: 4\r\nTransfer-Encoding: Identity\r\n\r\nbody" + EVIL),
				Arguments.of("te-chunked-twice",
						OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks),
				Arguments.of("twice in one line", OK + "Transfer-Encoding: chunked, Chunked\r\n\r\n" + chunks + EVIL),
				Arguments.of("identity and chunked", OK + "Transfer-Encoding: identity, chunked\r\n\r\n" + chunks),
				Arguments.of("chunked and identity",
						OK + "Transfer-Encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n" + chunks),
				Arguments.of("empty elements", OK + "Transfer-Encoding: ,chunked,,\r\n\r\n" + chunks),
				Arguments.of("chunks and a length",
						OK + "Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + EVIL)));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("a body with the coding identity may end with the connection (te-identity-close)")
	void identityMayEndWithTheConnection(Face face) throws IOException {
		this.server.on("/x", Faults.closeAfter(OK + "Transfer-Encoding: identity\r\nConnection: close\r\n\r\nbody"));
		assertThat(face.get(this.session, this.server.url("/x")).body()).isEqualTo("body");
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("refused")
	void ambiguousFramingIsAnError(String id, Face face, String response) throws IOException {
		this.server.on("/x", Faults.silenceAfter(response));
		assertIsAnError(face);
	}

	static Stream<Arguments> refused() {
		String chunks = "4\r\nbody\r\n0\r\n\r\n";
		return inEachFace(Stream.of(
				Arguments.of("head-blank-before-colon", OK + "X-A : 1\r\nContent-Length: 4\r\n\r\nbody"),
				Arguments.of("length-twice", OK + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nbody"),
				Arguments.of("two lengths", OK + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody" + EVIL),
				Arguments.of("identity and two lengths",
						OK + "Transfer-Encoding: identity\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nbody"),
				Arguments.of("empty length", OK + "Content-Length: \r\n\r\nbody"),
				Arguments.of("gzip, chunked", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunks),
				Arguments.of("chunked, gzip", OK + "Transfer-Encoding: chunked, gzip\r\n\r\n" + chunks),
				Arguments.of("chunked;q=1", OK + "Transfer-Encoding: chunked;q=1\r\n\r\n" + chunks),
				Arguments.of("no-break space", OK + "Transfer-Encoding: identity,\u00a0chunked\r\n\r\n" + chunks),
				Arguments.of("no comma", OK + "Transfer-Encoding: identity chunked\r\n\r\n" + chunks),
				Arguments.of("identity;q=0", OK + "Transfer-Encoding: identity;q=0\r\n\r\nbody"),
				Arguments.of("xchunked", OK + "Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\nbody")));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("badChunks")
	void badChunkIsAnError(String id, Face face, String body) throws IOException {
		this.server.on("/x", Faults.silenceAfter(CHUNKED + body));
		assertIsAnError(face);
	}

	static Stream<Arguments> badChunks() {
		return inEachFace(Stream.of(Arguments.of("chunk-plus", "+5\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("chunk-minus-zero", "5\r\nabcde\r\n-0\r\n\r\n"),
				Arguments.of("chunk-space", " 5\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("chunk-minus", "-5\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("a tab before", "\t5\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("a sign at the end", "5\r\nabcde\r\n+0\r\n\r\n"),
				Arguments.of("hexadecimal as in C", "0x5\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("underscore", "0_5\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("two numbers", "5 5\r\nabcde\r\n"), Arguments.of("nothing", "\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("an extension alone", ";a=b\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("no digit of ASCII", "\u00b2\r\nab\r\n0\r\n\r\n"),
				Arguments.of("a digit too many", "10000000000000005\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("a negative long", "8000000000000000\r\nabcde\r\n0\r\n\r\n"),
				Arguments.of("no end of a chunk", "5\r\nabcdef\r\n0\r\n\r\n"),
				Arguments.of("\u001b[31m", "\u001b[31mRED\u0007\r\nabcde\r\n0\r\n\r\n")));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("chunks may have zeros, extensions and trailers (chunk-right)")
	void chunksMayHaveZerosExtensionsAndTrailers(Face face) throws IOException {
		this.server.on("/x", (request, connection) -> connection
			.send(CHUNKED + "00A;a=b\r\n0123456789\r\n5 \r\nabcde\r\n0\r\nX: y\r\n\r\n"));
		assertThat(face.get(this.session, this.server.url("/x")).body()).isEqualTo("0123456789abcde");
		assertThat(face.get(this.session, this.server.url("/next")).body()).isEqualTo("next");
		assertThat(this.server.accepted()).isOne();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("withoutBody")
	void responseWithoutBodyIsEmptyWhateverFollows(String id, Face face, HttpMethod method, String response)
			throws IOException {
		this.server.on("/x", (request, connection) -> connection.send(response));
		Face.Result result = face.send(this.session, Call.of(method, this.server.url("/x")));
		assertThat(result.body()).isEmpty();
		assertThat(face.get(this.session, this.server.url("/next")).body()).isEqualTo("next");
	}

	static Stream<Arguments> withoutBody() {
		return Arrays.stream(Face.values())
			.flatMap((face) -> Stream.of(
					Arguments.of("none-204-length", face, HttpMethod.GET,
							"HTTP/1.1 204 No\r\nContent-Length: 4\r\n\r\nbody"),
					Arguments.of("204 in chunks", face, HttpMethod.GET,
							"HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"),
					Arguments.of("304", face, HttpMethod.GET, "HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n" + EVIL),
					Arguments.of("none-head-body", face, HttpMethod.HEAD, OK + "Content-Length: 4\r\n\r\nbody")));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("an offered upgrade is ignored (upgrade-offered)")
	void offeredUpgradeIsIgnored(Face face) throws IOException {
		this.server.on("/x", Reply.ok("body").header("Upgrade", "h2,h2c").header("Connection", "Upgrade, Keep-Alive"));
		for (int i = 0; i < 2; i++) {
			assertThat(face.get(this.session, this.server.url("/x")).body()).isEqualTo("body");
		}
		assertThat(this.server.accepted()).isOne();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("versions")
	@DisplayName("RULE 46: an invalid version is an error of the session")
	void invalidVersionIsAnError(String line, Face face) throws IOException {
		this.server.on("/x", Faults.silenceAfter(line + "\r\nContent-Length: 0\r\n\r\n"));
		assertIsAnError(face);
	}

	static Stream<Arguments> versions() {
		return inEachFace(Stream
			.of("HTTP/1.-1 200 OK", "HTTP/-1.1 200 OK", "HTTP/1.-9 200 OK", "HTTP/+1.1 200 OK", "HTTP/1.+1 200 OK",
					"HTTP/-1 200 OK", "HTTP/-0.0 200 OK", "HTTP/1.99999999999 200 OK", "HTTP/99999999999.1 200 OK",
					"HTTP/.1 200 OK", "HTTP/1. 200 OK", "HTTP/ 200 OK", "HTTP/1.1.1 200 OK", "HTTP/1.1", "HTTP/",
					"HTTP/1.1 -20 OK", "HTTP/1.1 +200 OK", "HTTP/1.1 2", "/", "HTTP/\u00b9.1 200 OK",
					"HTTP/2147483647.0 200 OK")
			.map((line) -> Arguments.of(line, line)))
			.map((arguments) -> Arguments.of(arguments.get()[0], arguments.get()[1]));
	}

	@ParameterizedTest
	@MethodSource("signed")
	@DisplayName("status-minor-stream: a stream fails with the same exception")
	void streamFailsAsWell(String line) {
		this.server.on("/x", Faults.silenceAfter(line + "\r\nContent-Length: 0\r\n\r\n"));
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> response.body().readAllBytes()));
		assertThat(this.session.get("/next").text()).isEqualTo("next");
	}

	static List<String> signed() {
		return List.of("HTTP/1.-1 200 OK", "HTTP/-1.1 200 OK", "HTTP/1.-9 200 OK");
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("oddHeaders")
	@DisplayName("RULE 46: any header results in a response or an error of the session")
	void oddHeaderIsReadOrAnError(String header, Face face) throws IOException {
		this.server.on("/x",
				(request, connection) -> connection.send(OK + header + "\r\nContent-Length: 4\r\n\r\nbody"));
		Throwable thrown = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		if (thrown != null) {
			assertThat(thrown).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
		}
		assertThat(face.get(this.session, this.server.url("/next")).body()).isEqualTo("next");
	}

	static Stream<Arguments> oddHeaders() {
		return inEachFace(Stream
			.of("Keep-Alive: timeout=-5", "Keep-Alive: timeout=99999999999999999999", "Keep-Alive: timeout=",
					"Keep-Alive: timeout=9223372036854775807", "Keep-Alive: =;,\"", "Connection: \u0000",
					"Connection: ,,;=\"", "Set-Cookie: \u0001=\u0000; Expires=x; Max-Age=-99999999999999999999",
					"Set-Cookie: ;;;===", "Date: never", "Link: <", "Content-Encoding: ,;\u0000",
					"X: \u0000\u0001\u007f\u00ff", "X\u0001Y: 1", "Retry-After: -99999999999999999999",
					"WWW-Authenticate: =\"\\", "Proxy-Authenticate: Digest", "Content-Location: http://[", "ETag: \"",
					"Trailer: Content-Length", "Upgrade: -", "Proxy-Connection: \u0000", "Vary: \u00e4",
					"Content-Range: bytes -1--2/-3")
			.map((header) -> Arguments.of(header, header)))
			.map((arguments) -> Arguments.of(arguments.get()[0], arguments.get()[1]));
	}

	private void assertIsAnError(Face face) throws IOException {
		Throwable thrown = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(thrown).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			assertThat(String.valueOf(cause.getMessage())).doesNotContainPattern("\\p{Cntrl}");
		}
		assertThat(face.get(this.session, this.server.url("/next")).body()).isEqualTo("next");
		await().until(() -> this.session.pool().leased() == 0);
	}

	private static Stream<Arguments> inEachFace(Stream<Arguments> cases) {
		return cases.flatMap((arguments) -> Arrays.stream(Face.values())
			.map((face) -> Arguments.of(arguments.get()[0], face, arguments.get()[1])));
	}

}
