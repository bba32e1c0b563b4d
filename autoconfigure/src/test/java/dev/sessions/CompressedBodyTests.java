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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Encoded;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of compressed bodies, received in pieces of any size.
 */
@Timeout(60)
@DisplayName("RULE 39")
class CompressedBodyTests {

	private static final String GZIP = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";

	private static final String DEFLATE = "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n";

	private static final byte[] FIRST = Encoded.gzip("{\"part\":1}\n");

	private static final byte[] SECOND = Encoded.gzip("{\"part\":2}\n");

	private static final String BOTH = "{\"part\":1}\n{\"part\":2}\n";

	private static final Duration AT_ONCE = Duration.ZERO;

	private static final Duration PAUSE = Duration.ofMillis(120);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = session(DataSize.ofMegabytes(1));

	@ParameterizedTest(name = "{0}")
	@MethodSource("members")
	void allMembersAreTheBody(String id, Answer answer, String expected) throws IOException {
		this.server.otherwise(answer);
		for (Face face : Face.values()) {
			assertThat(face.get(this.session, this.server.url("/x")).body()).as(face.name()).isEqualTo(expected);
		}
		assertThat(streamed()).isEqualTo(expected);
		assertThat(lines()).containsExactlyElementsOf(expected.lines().toList());
	}

	static Stream<Arguments> members() {
		byte[] split = Encoded.joined(FIRST, SECOND);
		byte[] one = Encoded.gzip("one ");
		byte[] two = Encoded.gzip("two");
		byte[] empty = Encoded.gzip("");
		return Stream.of(
				Arguments.of("gzip-chunks, gzip-chunks-stream, gzip-chunks-service",
						Encoded.inChunks(GZIP, AT_ONCE, FIRST, SECOND), BOTH),
				Arguments.of("gzip-length-pause", Encoded.withLength(GZIP, PAUSE, FIRST, SECOND), BOTH),
				Arguments.of("gzip-close-pause, gzip-close-pause-lines", Encoded.untilClose(GZIP, PAUSE, FIRST, SECOND),
						BOTH),
				Arguments.of("gzip-split-trailer",
						Encoded.withLength(GZIP, PAUSE, Arrays.copyOf(FIRST, FIRST.length - 4),
								Arrays.copyOfRange(split, FIRST.length - 4, split.length)),
						BOTH),
				Arguments.of("gzip-x-gzip",
						Encoded.inChunks("HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\n", AT_ONCE, FIRST, SECOND),
						BOTH),
				Arguments.of("gzip-empty-first", Encoded.inChunks(GZIP, AT_ONCE, empty, FIRST), "{\"part\":1}\n"),
				Arguments.of("gzip-1000-empty",
						Encoded.withLength(GZIP, AT_ONCE, Encoded.joined(times(1000, empty)), FIRST), "{\"part\":1}\n"),
				Arguments.of("an empty member at the end", Encoded.inChunks(GZIP, PAUSE, FIRST, empty),
						"{\"part\":1}\n"),
				Arguments.of("a byte a chunk", Encoded.inChunks(GZIP, AT_ONCE, bytes(split)), BOTH),
				Arguments.of("members-chunk-each, members-lines", Encoded.inChunks(GZIP, AT_ONCE, one, two), "one two"),
				Arguments.of("members-length-pause", Encoded.withLength(GZIP, PAUSE, one, two), "one two"),
				Arguments.of("members-lines", Encoded.inChunks(GZIP, PAUSE, one, two), "one two"),
				Arguments.of("members-one-buffer", Encoded.withLength(GZIP, AT_ONCE, one, two), "one two"),
				Arguments.of("gzip-zeros-behind", Encoded.withLength(GZIP, AT_ONCE, Encoded.gzip("body"), new byte[32]),
						"body"),
				Arguments.of("zeros behind, in chunks with pauses",
						Encoded.inChunks(GZIP, PAUSE, Encoded.gzip("body"), new byte[600], new byte[1]), "body"),
				Arguments.of("zeros between two members", Encoded.withLength(GZIP, AT_ONCE, one, new byte[600], two),
						"one two"),
				Arguments.of("what is no member behind one",
						Encoded.inChunks(GZIP, PAUSE, Encoded.gzip("body"), new byte[] { 1, 2, 3 }), "body"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("codings")
	void allCodingsAreDecoded(String id, Answer answer) throws IOException {
		this.server.otherwise(answer);
		for (Face face : Face.values()) {
			Face.Result result = face.get(this.session, this.server.url("/x"));
			assertThat(result.body()).as(face.name()).isEqualTo("body");
			assertThat(result.headers().containsHeader("Content-Encoding")).as(face.name()).isFalse();
		}
		assertThat(streamed()).isEqualTo("body");
	}

	static Stream<Arguments> codings() {
		byte[] body = "body".getBytes(StandardCharsets.UTF_8);
		byte[] zlib = Encoded.zlib(body);
		byte[] both = Encoded.gzip(zlib);
		String ok = "HTTP/1.1 200 OK\r\n";
		return Stream.of(
				Arguments.of("codings-two-lines",
						Encoded.withLength(ok + "Content-Encoding: deflate\r\nContent-Encoding: gzip\r\n", AT_ONCE,
								both)),
				Arguments.of("codings-one-line",
						Encoded.withLength(ok + "Content-Encoding: deflate, gzip\r\n", AT_ONCE, both)),
				Arguments.of("identity and an empty line among them", Encoded.withLength(
						ok + "Content-Encoding:\r\ncontent-encoding: Deflate,identity\r\nCONTENT-ENCODING: GZIP\r\n",
						AT_ONCE, both)),
				Arguments.of("three lines",
						Encoded.inChunks(ok
								+ "Content-Encoding: gzip\r\nContent-Encoding: deflate\r\nContent-Encoding: gzip\r\n",
								PAUSE, bytes(Encoded.gzip(Encoded.zlib(Encoded.gzip(body)))))),
				Arguments.of("deflate-zlib", Encoded.withLength(DEFLATE, AT_ONCE, zlib)),
				Arguments.of("bare deflate", Encoded.withLength(DEFLATE, AT_ONCE, Encoded.bareDeflate(body))),
				Arguments.of("bare deflate, a byte a chunk",
						Encoded.inChunks(DEFLATE, AT_ONCE, bytes(Encoded.bareDeflate(body)))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("empty")
	void emptyBodyIsEmpty(String id, int status, Answer answer) throws IOException {
		this.server.otherwise(answer);
		for (Face face : Face.values()) {
			Face.Result result = face.get(this.session, this.server.url("/x"));
			assertThat(result.status()).as(face.name()).isEqualTo(status);
			assertThat(result.body()).as(face.name()).isEmpty();
		}
		assertThat(streamed()).isEmpty();
		assertThat(this.server.accepted()).isOne();
	}

	static Stream<Arguments> empty() {
		String notFound = "HTTP/1.1 404 No\r\n";
		return Stream.of(Arguments.of("empty-gzip", 200, Encoded.inChunks(GZIP, AT_ONCE)),
				Arguments.of("empty-deflate", 200, Encoded.inChunks(DEFLATE, AT_ONCE)),
				Arguments.of("empty-gzip-404", 404, Encoded.inChunks(notFound + "Content-Encoding: gzip\r\n", AT_ONCE)),
				Arguments.of("empty-gzip-length", 200, Encoded.withLength(GZIP, AT_ONCE)),
				Arguments.of("two codings", 404,
						Encoded.inChunks(notFound + "Content-Encoding: deflate\r\nContent-Encoding: gzip\r\n",
								AT_ONCE)),
				Arguments.of("gzip of nothing", 200, Encoded.inChunks(GZIP, AT_ONCE, Encoded.gzip(""))),
				Arguments.of("deflate of nothing", 200, Encoded.inChunks(DEFLATE, AT_ONCE, Encoded.zlib(new byte[0]))));
	}

	/**
	 * gzip-1000-empty, and more members than a recursive reader could handle.
	 */
	@Test
	void emptyMembersAreReadWithoutRecursion() {
		byte[] empties = Encoded.joined(times(100_000, Encoded.gzip("")));
		this.server.otherwise(Encoded.withLength(GZIP, AT_ONCE, empties, FIRST));
		assertThat(this.session.get("/x").text()).isEqualTo("{\"part\":1}\n");
		assertThat(streamed()).isEqualTo("{\"part\":1}\n");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 34: a truncated member is an error (gzip-second-cut)")
	void cutMemberIsAnError(Face face) {
		this.server.otherwise(Encoded.withLength(GZIP, PAUSE, FIRST, Arrays.copyOf(SECOND, SECOND.length - 6)));
		Throwable thrown = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(thrown).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
		assertThat(this.session.pool().leased()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 9, 10, 12 })
	@DisplayName("RULE 34: a member that ends after its header is an error")
	void cutHeadIsAnError(int length) {
		this.server.otherwise(Encoded.inChunks(GZIP, AT_ONCE, FIRST, Arrays.copyOf(SECOND, length)));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/x"))
			.withMessageContaining("the response ended too early");
		assertThatExceptionOfType(SessionException.class).isThrownBy(this::streamed)
			.withMessageContaining("the response ended too early");
		assertThatExceptionOfType(SessionException.class).isThrownBy(this::lines)
			.withMessageContaining("the response ended too early");
	}

	@Test
	@DisplayName("RULE 34: chunks that end early after the last member are an error")
	void missingLastChunkIsAnError() {
		for (String head : List.of(GZIP, DEFLATE)) {
			byte[] body = head.equals(GZIP) ? FIRST : Encoded.zlib(new byte[] { 'a' });
			this.server.otherwise((request, connection) -> {
				connection.send(head + "Transfer-Encoding: chunked\r\n\r\n");
				connection.send(Encoded.chunk(body));
				connection.close();
			});
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/x"))
				.withMessageContaining("the response ended too early");
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 23: the limit applies to all members together (gzip-limit-all)")
	void limitAppliesToAllMembersTogether(Face face) {
		byte[] zeros = Encoded.gzip(new byte[600_000]);
		this.server.otherwise(Encoded.inChunks(GZIP, AT_ONCE, zeros, zeros, zeros));
		Throwable thrown = catchThrowable(() -> face.get(this.session, this.server.url("/x")));
		assertThat(thrown)
			.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : ResponseTooLargeException.class)
			.hasMessageContaining("max-response-size");
	}

	/**
	 * gzip-reuse.
	 */
	@ParameterizedTest
	@EnumSource
	void connectionIsUsedAgain(Face face) throws IOException {
		this.server.otherwise(Encoded.inChunks(GZIP, AT_ONCE, FIRST, SECOND));
		for (int i = 0; i < 2; i++) {
			assertThat(face.get(this.session, this.server.url("/x")).body()).isEqualTo(BOTH);
		}
		assertThat(streamed()).isEqualTo(BOTH);
		assertThat(this.server.accepted()).isOne();
	}

	@Test
	void connectionIsUsedAgainAfterTrailingBytes() {
		for (byte[] behind : List.of(new byte[32], new byte[] { 1, 2, 3 })) {
			this.server.otherwise(Encoded.inChunks(GZIP, AT_ONCE, FIRST, behind));
			assertThat(this.session.get("/x").text()).isEqualTo("{\"part\":1}\n");
		}
		this.server.otherwise(Encoded.inChunks(DEFLATE, AT_ONCE, Encoded.zlib(new byte[] { 'a' }), new byte[3]));
		assertThat(this.session.get("/x").text()).isEqualTo("a");
		assertThat(this.server.accepted()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void jsonOfMembersIsRead(Face face) throws IOException {
		this.server.otherwise(Reply.json("{}")
			.header("Content-Encoding", "gzip")
			.body(Encoded.joined(Encoded.gzip("{\"a\":"), Encoded.gzip("1}"))));
		assertThat(face.get(this.session, this.server.url("/x")).body()).isEqualTo("{\"a\":1}");
	}

	private String streamed() {
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
	}

	private List<String> lines() {
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.lines().collect(Collectors.toList()));
	}

	private Session session(DataSize most) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.pool((pool) -> pool.withMaxConnections(1))
			.limits((limits) -> limits.withMaxResponseSize(most))
			.build();
	}

	private static byte[][] times(int count, byte[] bytes) {
		byte[][] copies = new byte[count][];
		Arrays.fill(copies, bytes);
		return copies;
	}

	private static byte[][] bytes(byte[] bytes) {
		byte[][] pieces = new byte[bytes.length][];
		for (int i = 0; i < bytes.length; i++) {
			pieces[i] = new byte[] { bytes[i] };
		}
		return pieces;
	}

}
