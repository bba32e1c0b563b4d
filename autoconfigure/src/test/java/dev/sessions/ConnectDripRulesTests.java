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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.settings.TimeoutSettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import dev.sessions.testsupport.Tunnel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of proxies that open a tunnel slowly, one byte or one response at a time.
 */
@ParameterizedClass(name = "{0} proxy, {1} thread")
@MethodSource("proxies")
class ConnectDripRulesTests {

	private static final Duration SOON = Duration.ofMillis(500);

	private static final Duration FAR = Duration.ofMinutes(2);

	private static final Duration LATEST = Duration.ofSeconds(15);

	private static final String TARGET = "https://origin.invalid/x";

	@Parameter(0)
	private String scheme;

	@Parameter(1)
	private ThreadKind threads;

	static Stream<Arguments> proxies() {
		return Stream.of("http", "https")
			.flatMap((scheme) -> ThreadKind.available().map((threads) -> Arguments.of(scheme, threads)));
	}

	/**
	 * The response of a proxy to CONNECT.
	 */
	enum Drip {

		// connect-drip-200
		HEAD_OF_200("HTTP/1.1 200 Connection established\r\nX-A: ", "x"),

		// connect-drip-407
		HEAD_OF_407("HTTP/1.1 407 No\r\nX-A: ", "x"),

		STATUS_LINE("HTTP/1.1 200 ", "x"),

		HEADERS("HTTP/1.1 200 OK\r\n", "X-Drip: drop\r\n"),

		// connect-100s
		INTERIM_RESPONSES("", "HTTP/1.1 100 C\r\n\r\n"),

		BODY_OF_407("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=r\r\nContent-Length: 9999\r\n\r\n", "x"),

		// connect-silent
		SILENCE("", "");

		private final String first;

		private final String part;

		Drip(String first, String part) {
			this.first = first;
			this.part = part;
		}

		Answer answer() {
			return this.part.isEmpty() ? Faults.silence() : Faults.drip(this.first, this.part, Duration.ofMillis(60));
		}

	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 44: the connect timeout ends a slow response to CONNECT")
	void connectTimeoutEndsIt(Drip drip) throws Exception {
		try (ScriptedServer proxy = proxy(drip.answer()); Session session = session(proxy, SOON, FAR)) {
			assertEnds(() -> session.get(TARGET), ConnectTimeoutException.class, ProxyException.class);
			await().until(() -> session.pool().leased() == 0);
		}
	}

	// connect-drip-stream
	@Test
	@DisplayName("RULE 44: the connect timeout ends a slow response to CONNECT for a stream")
	void connectTimeoutEndsItForAStream() throws Exception {
		try (ScriptedServer proxy = proxy(Drip.HEAD_OF_200.answer()); Session session = session(proxy, SOON, FAR)) {
			assertEnds(() -> session.stream(HttpMethod.POST, TARGET, (request) -> request.body("text"),
					(response) -> response.status()), ConnectTimeoutException.class);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 44: the connect timeout ends a slow response to CONNECT for every face")
	void connectTimeoutEndsItForEachFace(Face face) throws Exception {
		try (ScriptedServer proxy = proxy(Drip.HEAD_OF_200.answer()); Session session = session(proxy, SOON, FAR)) {
			assertEnds(() -> face.get(session, TARGET),
					(face == Face.HTTP_CLIENT) ? IOException.class : ConnectTimeoutException.class);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 44: the total timeout ends a slow response to CONNECT")
	void totalTimeoutEndsIt(Drip drip) throws Exception {
		try (ScriptedServer proxy = proxy(drip.answer()); Session session = session(proxy, FAR, SOON)) {
			assertEnds(() -> session.get(TARGET), TotalTimeoutException.class, ProxyException.class);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("RULE 44: close and interruption end a slow response to CONNECT")
	void closeAndInterruptionEndIt(boolean close) throws Exception {
		try (ScriptedServer proxy = proxy(Drip.HEAD_OF_200.answer())) {
			Session session = session(proxy, FAR, FAR);
			Thread[] caller = new Thread[1];
			FutureTask<Throwable> call = new FutureTask<>(() -> {
				caller[0] = Thread.currentThread();
				return catchThrowable(() -> session.get(TARGET));
			});
			this.threads.start(call);
			await().until(() -> proxy.requests().size() == 1);
			if (!close) {
				caller[0].interrupt();
				assertThat(call.get(LATEST.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(SessionException.class);
			}
			session.close();
			assertThat(call.get(LATEST.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(SessionException.class);
		}
	}

	@Test
	@DisplayName("RULE 44: the connect timeout does not apply to an open tunnel")
	void openTunnelIsNotTimed() throws Exception {
		try (ScriptedServer proxy = proxy(Faults.silence());
				ScriptedServer server = ScriptedServer.startTls();
				Session session = session(proxy, SOON, FAR)) {
			server.otherwise((request, connection) -> {
				connection.pause(SOON.multipliedBy(2));
				Reply.ok("ok").send(request, connection);
			});
			proxy.otherwise(new Tunnel(server));
			for (int i = 0; i < 2; i++) {
				assertThat(this.threads.call(() -> session.get(server.url("/x")).text())).isEqualTo("ok");
			}
			assertThat(proxy.accepted()).isOne();
		}
	}

	// connect-length
	@Test
	void responseToConnectWithLengthHasNoBody() throws Exception {
		try (ScriptedServer server = ScriptedServer.startTls().otherwise(Reply.ok("ok"));
				ScriptedServer proxy = proxy(new Tunnel(server.port(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
				Session session = session(proxy, FAR, FAR)) {
			assertThat(this.threads.call(() -> session.get(server.url("/x")).text())).isEqualTo("ok");
			assertThat(proxy.request().target()).isEqualTo("127.0.0.1:" + server.port());
			assertThat(proxy.request().header("Host")).isEqualTo("127.0.0.1:" + server.port());
		}
	}

	// socks-drip
	@ParameterizedTest
	@ValueSource(strings = { "socks5", "socks5h" })
	@DisplayName("RULE 44: the connect timeout ends a slow response of a SOCKS proxy")
	void connectTimeoutEndsSocks(String socks) throws Exception {
		try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			Thread server = new Thread(() -> dripSocks(listener), "dripping-socks");
			server.setDaemon(true);
			server.start();
			try (Session session = session(socks + "://127.0.0.1:" + listener.getLocalPort(), SOON, FAR)) {
				assertEnds(() -> session.get("http://127.0.0.1:9/"), ConnectTimeoutException.class);
			}
		}
	}

	private static void dripSocks(ServerSocket listener) {
		try (Socket socket = listener.accept()) {
			socket.getInputStream().read(new byte[100]);
			OutputStream out = socket.getOutputStream();
			out.write(new byte[] { 5, 0 });
			socket.getInputStream().read(new byte[300]);
			out.write(new byte[] { 5, 0, 0, 3, (byte) 0xFF });
			while (true) {
				TimeUnit.MILLISECONDS.sleep(60);
				out.write('x');
			}
		}
		catch (IOException | InterruptedException ex) {
			// the client has closed the connection
		}
	}

	private void assertEnds(ThrowingCallable call, Class<?>... expected) throws Exception {
		Stopwatch stopwatch = Stopwatch.start();
		Throwable thrown = this.threads.call(() -> catchThrowable(call));
		assertThat(thrown).isInstanceOfAny(expected);
		assertThat(stopwatch.elapsed()).isLessThan(LATEST);
	}

	private ScriptedServer proxy(Answer answer) {
		return (this.scheme.equals("http") ? ScriptedServer.start() : ScriptedServer.startTls()).otherwise(answer);
	}

	private static Session session(ScriptedServer proxy, Duration connect, Duration total) {
		return session(proxy.url(), connect, total);
	}

	private static Session session(String proxy, Duration connect, Duration total) {
		return Session.builder("test")
			.proxy((settings) -> settings.withUrl(proxy).withCredentials("u", "p"))
			.ssl((ssl) -> ssl.withVerify(false))
			.retry((retry) -> retry.withMaxAttempts(1))
			.timeout((timeout) -> new TimeoutSettings(connect, FAR, FAR, total))
			.build();
	}

}
