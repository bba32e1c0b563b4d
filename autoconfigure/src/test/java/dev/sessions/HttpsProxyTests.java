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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a proxy that is reached over TLS.
 */
class HttpsProxyTests {

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.startTls();

	@AutoClose
	private final ScriptedServer secure = ScriptedServer.startTls();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 7: a TLS proxy forwards http requests and receives its credentials")
	void forwards(Face face) throws IOException {
		this.proxy.otherwise(Reply.ok("forwarded"));
		try (Session session = builder().build()) {
			assertThat(face.get(session, "http://example.org/x?q=1").body()).isEqualTo("forwarded");
			assertThat(face.send(session, Call.post("http://example.org/y", "body")).body()).isEqualTo("forwarded");
		}
		assertThat(this.proxy.accepted()).isEqualTo(1);
		assertThat(this.proxy.requests()).extracting(ReceivedRequest::target)
			.containsExactly("http://example.org/x?q=1", "http://example.org/y");
		assertThat(this.proxy.requests()).allMatch((request) -> request.hasHeader("Proxy-Authorization"));
		assertThat(this.proxy.requests().get(1).text()).isEqualTo("body");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 7: the target's TLS is tunnelled within the proxy's")
	void tunnels(Face face) throws IOException {
		this.proxy.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("secure"));
		try (Session session = builder().build()) {
			assertThat(face.get(session, this.secure.url("/x")).body()).isEqualTo("secure");
			assertThat(face.send(session, Call.post(this.secure.url("/y"), "body")).body()).isEqualTo("secure");
		}
		assertThat(this.proxy.request().method()).isEqualTo("CONNECT");
		assertThat(this.proxy.request().target()).isEqualTo("127.0.0.1:" + this.secure.port());
		assertThat(this.proxy.request().hasHeader("Proxy-Authorization")).isTrue();
		assertThat(this.secure.accepted()).isEqualTo(1);
		assertThat(this.secure.requests()).hasSize(2).noneMatch((request) -> request.hasHeader("Proxy-Authorization"));
		assertThat(this.secure.requests().get(1).text()).isEqualTo("body");
	}

	@Test
	void carriesALargeBodyBothWays() {
		String body = "0123456789".repeat(200_000);
		this.proxy.otherwise(new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok(body).chunked());
		try (Session session = builder().build()) {
			assertThat(session.post(this.secure.url("/x"), (request) -> request.body(body)).text()).isEqualTo(body);
		}
		assertThat(this.secure.request().text()).isEqualTo(body);
	}

	@Test
	@DisplayName("RULE 7: the proxy's challenge is answered over a new connection")
	void challengeIsAnswered() {
		this.proxy.otherwise(
				Reply.status(407).header("Proxy-Authenticate", "Digest realm=\"x\", nonce=\"1\", qop=\"auth\""),
				new Tunnel(this.secure));
		this.secure.otherwise(Reply.ok("secure"));
		try (Session session = builder().build()) {
			assertThat(session.get(this.secure.url("/x")).text()).isEqualTo("secure");
		}
		assertThat(this.proxy.requests()).extracting((request) -> request.header("Proxy-Authorization").substring(0, 6))
			.containsExactly("Basic ", "Digest");
		assertThat(this.secure.request().hasHeader("Proxy-Authorization")).isFalse();
	}

	@Test
	@DisplayName("RULE 13: a proxy whose certificate has another name receives nothing")
	void certificateForAnotherHost() throws IOException {
		try (ScriptedServer elsewhere = ScriptedServer.startTls(InetAddress.getByName("127.0.0.2"));
				Session session = Session.builder("test")
					.proxy((settings) -> settings.withUrl("https://127.0.0.2:" + elsewhere.port())
						.withCredentials("me", "secret"))
					.retry((retry) -> retry.withMaxAttempts(1))
					.build()) {
			for (String url : new String[] { "http://example.org/x", this.secure.url("/x") }) {
				assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get(url))
					.withMessageContaining("the proxy 127.0.0.2:" + elsewhere.port() + " failed at TLS")
					.withMessageContaining("127.0.0.2");
			}
			assertThat(session.pool().leased()).isZero();
			assertThat(elsewhere.requests()).isEmpty();
		}
	}

	@Test
	void plainTextResponseIsNotTheProxys() throws IOException {
		try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				BackgroundCalls calls = new BackgroundCalls();
				Session session = Session.builder("test")
					.proxy((settings) -> settings.withUrl("https://127.0.0.1:" + plain.getLocalPort()))
					.retry((retry) -> retry.withMaxAttempts(1))
					.build()) {
			calls.start(() -> answerInClear(plain)).isDone();
			assertThatExceptionOfType(ProxyException.class).isThrownBy(() -> session.get("http://example.org/x"))
				.withMessageContaining("the proxy 127.0.0.1:" + plain.getLocalPort() + " failed at TLS");
		}
	}

	@Test
	@DisplayName("RULE 13: the handshake with the proxy obeys the connect timeout")
	void handshakeObeysTheConnectTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				Session session = Session.builder("test")
					.proxy((settings) -> settings.withUrl("https://127.0.0.1:" + silent.getLocalPort()))
					.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(300)).withRead(Duration.ofMinutes(2)))
					.retry((retry) -> retry.withMaxAttempts(1))
					.build()) {
			assertThatExceptionOfType(ConnectTimeoutException.class)
				.isThrownBy(() -> session.get("http://example.org/x"))
				.withMessageContaining("within 300 ms");
			assertThat(session.pool().leased()).isZero();
		}
	}

	private static int answerInClear(ServerSocket server) throws IOException {
		try (Socket socket = server.accept()) {
			socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			return socket.getInputStream().read(new byte[1000]);
		}
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.proxy((settings) -> settings.withUrl(this.proxy.url()).withCredentials("me", "proxy-secret"));
	}

}
