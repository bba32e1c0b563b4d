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
import java.io.InputStream;
import java.time.Duration;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.ThreadKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of connections that are closed, or receive data, while they are idle. Nothing is
 * sent twice: a request on such a connection would fail, because a POST is not repeated.
 */
@ParameterizedClass(name = "{0}, {1} thread")
@MethodSource("servers")
class StaleRulesTests {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Authority");

	private static final SSLContext OF_SERVER = AUTHORITY.server().context(null);

	private static final SSLContext OF_CLIENT = IssuedCertificate.trusting(AUTHORITY.trustStore());

	@Parameter(0)
	private String protocol;

	@Parameter(1)
	private ThreadKind threads;

	@AutoClose
	private ScriptedServer server;

	@AutoClose
	private Session session;

	static Stream<Arguments> servers() {
		return Stream.of("http", "TLSv1.2", "TLSv1.3")
			.flatMap((protocol) -> ThreadKind.available().map((threads) -> Arguments.of(protocol, threads)));
	}

	@BeforeEach
	void start() {
		this.server = this.protocol.equals("http") ? ScriptedServer.start() : ScriptedServer.startTls(OF_SERVER,
				(listener) -> listener.setEnabledProtocols(new String[] { this.protocol }));
		this.session = Session.builder("test")
			.baseUrl(this.server.url())
			.ssl((ssl) -> ssl.withContext(OF_CLIENT))
			// so that only the check before each use can detect it
			.pool((pool) -> pool.withMaxConnections(1).withValidateAfterInactivity(Duration.ofMinutes(1)))
			.build();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 32: a connection that the server closed 1 ms after its response is not used, even for a POST")
	void closedAtOnceIsNotUsed(Face face) throws Exception {
		assertNotUsed(face, answerAndThen((connection) -> {
			connection.pause(Duration.ofMillis(1));
			connection.closeAndAwaitArrival();
		}));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 32: a connection that the server closed 20 ms after its response is not used, even for a POST")
	void closedSoonIsNotUsed(Face face) throws Exception {
		assertNotUsed(face, answerAndThen((connection) -> {
			connection.pause(Duration.ofMillis(20));
			connection.closeAndAwaitArrival();
		}));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 32: a late 408 on an idle connection is not taken for the next response")
	void lateTimeoutIsNotReturned(Face face) throws Exception {
		assertNotUsed(face, answerAndThen((connection) -> {
			connection.pause(Duration.ofMillis(1));
			connection.send(Faults.LATE);
			connection.closeAndAwaitArrival();
		}));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 32: a second response behind the first is not taken for the next response")
	void secondResponseIsNotReturned(Face face) throws Exception {
		this.server.on("/first", (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst" + Faults.FORGED);
			connection.awaitClientClose();
		});
		assertNotUsed(face);
	}

	@Test
	@DisplayName("RULE 32: a second response behind a first that fills all buffers is not taken for the next response")
	void secondResponseAfterLongOneIsNotReturned() throws Exception {
		String body = "x".repeat(40_000);
		this.server.on("/first", (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body + Faults.FORGED);
			connection.awaitClientClose();
		});
		assertNotUsed(Face.VERBS);
	}

	@Test
	@DisplayName("RULE 32: a connection that was closed before its response was read is not used again")
	void closedBeforeItsResponseWasReadIsNotUsed() throws Exception {
		this.server.on("/first", (request, connection) -> {
			Reply.ok("x".repeat(40_000)).send(request, connection);
			connection.closeAndAwaitArrival();
		}).on("/order", Reply.ok("ordered"));
		this.threads.call(() -> {
			// repeated, to leave little time between the end of one call and the next
			for (int i = 0; i < 200; i++) {
				this.session.stream(HttpMethod.GET, "/first", (request) -> {
				}, this::readAfterClose);
				assertThat(this.session.post("/order").text()).isEqualTo("ordered");
			}
			return null;
		});
	}

	@Test
	@DisplayName("RULE 32: an unchanged connection is reused")
	void goodConnectionIsUsed() throws Exception {
		this.server.otherwise(Reply.ok("ok"));
		for (int i = 0; i < 5; i++) {
			assertThat(post(Face.VERBS, "/x")).isEqualTo("ok");
		}
		assertThat(this.server.accepted()).isOne();
		assertThat(this.session.pool().available()).isOne();
	}

	@Test
	@DisplayName("RULE 32: each of many connections that the server closed is detected")
	void eachIsFound() throws Exception {
		this.server.otherwise((request, connection) -> {
			Reply.ok("ok").send(request, connection);
			connection.closeAndAwaitArrival();
		});
		for (int i = 1; i <= 50; i++) {
			assertThat(post(Face.VERBS, "/x")).isEqualTo("ok");
			awaitClose();
		}
		assertThat(this.server.requests()).hasSize(50);
		assertThat(this.session.pool().leased()).isZero();
	}

	private void assertNotUsed(Face face, Answer first) throws Exception {
		this.server.on("/first", first);
		assertNotUsed(face, this::awaitClose);
	}

	private void assertNotUsed(Face face) throws Exception {
		assertNotUsed(face, () -> {
		});
	}

	private void assertNotUsed(Face face, Runnable wait) throws Exception {
		this.server.on("/order", Reply.ok("ordered"));
		this.threads.call(() -> face.get(this.session, this.server.url("/first")));
		wait.run();
		assertThat(post(face, "/order")).isEqualTo("ordered");
		assertThat(this.server.request("/order").connection()).isEqualTo(2);
		assertThat(this.server.requests()).extracting(ReceivedRequest::path).containsExactly("/first", "/order");
		assertThat(this.session.pool().leased()).isZero();
	}

	/**
	 * Wait no longer than that, so that a check which skips recently used connections
	 * fails the test.
	 */
	private void awaitClose() {
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> this.server.open() == 0);
	}

	private String post(Face face, String path) throws Exception {
		return this.threads.call(() -> face.send(this.session, Call.post(this.server.url(path), "order")).body());
	}

	private Object readAfterClose(StreamedResponse response) throws IOException {
		InputStream body = response.body();
		body.readNBytes(1);
		awaitClose();
		return body.readAllBytes();
	}

	private static Answer answerAndThen(Then then) {
		return (request, connection) -> {
			Reply.ok("ok").send(request, connection);
			then.go(connection);
		};
	}

	@FunctionalInterface
	private interface Then {

		void go(dev.sessions.testsupport.Connection connection) throws IOException;

	}

}
