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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that a stream given as a request body is closed, even if none of it was sent.
 */
class UnsentBodyTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final ClosableStream stream = new ClosableStream();

	@TempDir
	private Path directory;

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void everyKindOfBodyIsClosed(BiConsumer<RequestSpec, ClosableStream> body) throws IOException {
		try (Session session = Session.builder("test").baseUrl(refusedUrl()).build()) {
			Consumer<RequestSpec> request = (spec) -> body.accept(spec, this.stream);
			List<Runnable> calls = List.of(() -> session.post("/x", request),
					() -> session.send(HttpMethod.PUT, session.unwrap(SessionSettings.class).baseUrl(), request),
					() -> session.stream(HttpMethod.POST, "/x", request, StreamedResponse::status),
					() -> session.stream(HttpMethod.POST, session.unwrap(SessionSettings.class).baseUrl(), request,
							StreamedResponse::status),
					() -> session.download("/x", this.directory.resolve("file"), request),
					() -> session.pages("/x", request).forEach(Response::ok));
			for (Runnable call : calls) {
				this.stream.closed = false;
				assertThatThrownBy(call::run).isInstanceOf(ConnectFailedException.class);
				assertThat(this.stream.closed).isTrue();
			}
		}
	}

	static Stream<Named<BiConsumer<RequestSpec, ClosableStream>>> bodies() {
		return Stream.of(Named.of("stream", RequestSpec::body),
				Named.of("stream with a type", (request, stream) -> request.body(stream, MediaType.IMAGE_PNG)),
				Named.of("reader", (request, stream) -> request.body(stream.reader())),
				Named.of("JSON", RequestSpec::json),
				Named.of("part", (request, stream) -> request.multipart("first", "text").multipart("a", stream)),
				Named.of("element of a part", (request, stream) -> request.multipart("a", List.of("text", stream))),
				Named.of("part with headers",
						(request, stream) -> request.multipart("a", new HttpEntity<>(stream.reader()))),
				Named.of("described part", (request, stream) -> request.part("a", (part) -> part.body(stream))));
	}

	@ParameterizedTest
	@MethodSource
	void failureBeforeSending(UnaryOperator<SessionBuilder> change, Class<?> failure) {
		try (Session session = change.apply(Session.builder("test").baseUrl(this.server.url())).build()) {
			assertThat(catchThrowable(() -> session.post("/x", (request) -> request.body(this.stream))))
				.isInstanceOf(failure);
			assertThat(this.stream.closed).isTrue();
		}
		assertThat(this.server.requests()).isEmpty();
	}

	static Stream<Arguments> failureBeforeSending() {
		return Stream.of(
				change("unknown host", (builder) -> builder.baseUrl("http://nowhere.invalid"),
						ConnectFailedException.class),
				change("supplier of a token", (builder) -> builder.auth(Credentials.bearer(() -> {
					throw new IllegalStateException("no token");
				})), RuntimeException.class), change("hook", (builder) -> builder.onRequest((request) -> {
					throw new IllegalStateException("no request");
				}), RuntimeException.class));
	}

	private static Arguments change(String name, UnaryOperator<SessionBuilder> change, Class<?> failure) {
		return Arguments.of(Named.of(name, change), failure);
	}

	@Test
	void closedSession() {
		Session session = Session.builder("test").baseUrl(this.server.url()).build();
		session.close();
		assertThatThrownBy(() -> session.post("/x", (request) -> request.body(this.stream)))
			.isInstanceOf(SessionClosedException.class);
		assertThat(this.stream.closed).isTrue();
	}

	@Test
	void blockedHost() {
		try (Session session = Session.builder("test")
			.egress((egress) -> egress.withAllowedHosts(List.of("example.org")))
			.build()) {
			assertThatThrownBy(() -> session.post(this.server.url("/x"), (request) -> request.body(this.stream)))
				.isInstanceOf(BlockedOriginException.class);
		}
		assertThat(this.stream.closed).isTrue();
	}

	@Test
	void openCircuitBreaker() throws IOException {
		try (Session session = Session.builder("test")
			.baseUrl(refusedUrl())
			.resilience((resilience) -> resilience
				.withCircuitBreaker(CircuitBreakerSettings.defaults().withWindowSize(1).withMinimumCalls(1)))
			.build()) {
			assertThatThrownBy(() -> session.post("/x")).isInstanceOf(SessionException.class);
			assertThatThrownBy(() -> session.post("/x", (request) -> request.body(this.stream)))
				.isInstanceOf(CircuitOpenException.class);
		}
		assertThat(this.stream.closed).isTrue();
	}

	@Test
	void noConnectionInTime() {
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxConnections(1))
			.timeout((timeout) -> timeout.withLease(Duration.ofMillis(200)))
			.build()) {
			session.stream(HttpMethod.GET, "/x", UnsentBodyTests::asItIs, (held) -> {
				assertThatThrownBy(() -> session.post("/x", (request) -> request.body(this.stream)))
					.isInstanceOf(LeaseTimeoutException.class);
				assertThat(this.stream.closed).isTrue();
				this.stream.closed = false;
				assertThatThrownBy(
						() -> session.post("/x", (request) -> request.body(this.stream).timeout(Duration.ofMillis(50))))
					.isInstanceOf(TotalTimeoutException.class);
				assertThat(this.stream.closed).isTrue();
				return null;
			});
		}
	}

	@ParameterizedTest
	@MethodSource
	void requestThatCannotBeCreated(String uri, BiConsumer<RequestSpec, ClosableStream> body) {
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			Consumer<RequestSpec> request = (spec) -> body.accept(spec, this.stream);
			for (Runnable call : List.<Runnable>of(() -> session.post(uri, request),
					() -> session.stream(HttpMethod.POST, uri, request, StreamedResponse::status),
					() -> session.download(uri, this.directory.resolve("file"), request),
					() -> session.pages(uri, request))) {
				this.stream.closed = false;
				assertThatThrownBy(call::run).isInstanceOf(RuntimeException.class);
				assertThat(this.stream.closed).isTrue();
			}
		}
		assertThat(this.server.accepted()).isZero();
	}

	static Stream<Arguments> requestThatCannotBeCreated() {
		return Stream.of(row("missing variable", "/{x}", RequestSpec::body),
				row("header after it", "/x", (request, stream) -> request.body(stream).header("X-A", "a\nb")),
				row("type before it", "/x", (request, stream) -> request.header("Content-Type", "/").body(stream)),
				row("exception", "/x", (request, stream) -> {
					request.body(stream);
					throw new IllegalStateException("changed my mind");
				}), row("second body", "/x", (request, stream) -> request.body("text").body(stream)),
				row("body before another one", "/x", (request, stream) -> request.body(stream).body("text")),
				row("part beside a body", "/x", (request, stream) -> request.body("text").multipart("a", stream)),
				row("name of a part", "/x", (request, stream) -> request.multipart("a\n", stream)),
				row("header of a part", "/x",
						(request, stream) -> request.part("a", (part) -> part.body(stream).header("X-A", "a\nb"))),
				row("exception in a part", "/x", (request, stream) -> request.part("a", (part) -> {
					part.body(stream);
					throw new IllegalStateException("changed my mind");
				})));
	}

	private static Arguments row(String name, String uri, BiConsumer<RequestSpec, ClosableStream> body) {
		return Arguments.of(uri, Named.of(name, body));
	}

	@Test
	void unreadPages() {
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			Stream<Response> pages = session.pages("/x", (request) -> request.body(this.stream));
			assertThat(this.stream.closed).isFalse();
			pages.close();
			assertThat(this.stream.closed).isTrue();
		}
	}

	@Test
	void failureToCloseDoesNotFailTheCall() {
		InputStream failing = new ByteArrayInputStream(new byte[0]) {

			@Override
			public void close() throws IOException {
				throw new IOException("cannot be closed");
			}

		};
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			assertThatThrownBy(() -> session.post("/{x}", (request) -> request.body(failing)))
				.isInstanceOf(IllegalArgumentException.class);
		}
	}

	private static void asItIs(RequestSpec request) {
		// a request without anything
	}

	private static String refusedUrl() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "http://127.0.0.1:" + free.getLocalPort();
		}
	}

	/**
	 * Records whether it was closed.
	 */
	private static final class ClosableStream extends ByteArrayInputStream {

		private boolean closed;

		ClosableStream() {
			super(new byte[100]);
		}

		Reader reader() {
			return new StringReader("text") {

				@Override
				public void close() {
					super.close();
					ClosableStream.this.close();
				}

			};
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
