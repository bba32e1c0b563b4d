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
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.HeadServer;
import dev.sessions.testsupport.HeadServer.Exchange;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.ThreadKind;
import dev.sessions.testsupport.Tunnel;
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
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of responses that arrive before the request is sent completely, with each kind of
 * connection and face.
 */
@ParameterizedClass(name = "{0}, {1} thread")
@MethodSource("servers")
class EarlyAnswerRulesTests {

	private static final int LARGE = 14_000_000;

	private static final String TOO_LARGE = "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 9\r\n\r\ntoo large";

	@Parameter(0)
	private String protocol;

	@Parameter(1)
	private ThreadKind threads;

	@AutoClose
	private HeadServer server;

	@AutoClose
	private HeadServer other;

	@AutoClose
	private Session session;

	static Stream<Arguments> servers() {
		return Stream.of("http", "TLSv1.2", "TLSv1.3")
			.flatMap((protocol) -> ThreadKind.available().map((threads) -> Arguments.of(protocol, threads)));
	}

	@BeforeEach
	void start() {
		this.server = HeadServer.start(this.protocol);
		this.other = HeadServer.start(this.protocol).answering(EarlyAnswerRulesTests::store);
		this.session = builder().build();
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url(""))
			.ssl((ssl) -> ssl.withVerify(false))
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(20)).withTotal(Duration.ofSeconds(20)));
	}

	// early-413-bytes
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 41: a refusal during a large body is the response, and the body is sent once")
	void refusalIsReturned(Face face) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			exchange.hangUp(200_000);
		});
		Face.Result result = call(() -> face.send(this.session, Call.post(this.server.url("/x"), "x".repeat(LARGE))));
		assertThat(result.status()).isEqualTo(413);
		assertThat(result.body()).isEqualTo("too large");
		assertSentOnce();
	}

	// early-413-small
	@Test
	@DisplayName("RULE 41: a refusal during a small body is the response, and the body is sent once")
	void refusalOfSmallBodyIsReturned() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			exchange.hangUp(200_000);
		});
		assertRefused((request) -> request.body(new byte[1000]));
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 30_000, 70_000, 140_000, 600_000, 3_000_000 })
	@DisplayName("RULE 41: for a body of any length, the response of a server that reads nothing of it is returned")
	void refusalWithoutReadingIsReturned(int length) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			exchange.hangUp(0);
		});
		assertRefused((request) -> request.body(new byte[length]));
	}

	@ParameterizedTest
	@ValueSource(ints = { 30_000, 70_000, 3_000_000, LARGE })
	@DisplayName("RULE 41: the response is returned even if the server stops reading and keeps the connection open")
	void refusalOfStallingServerIsReturned(int length) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			exchange.stall();
		});
		assertRefused((request) -> request.body(new byte[length]));
	}

	@Test
	@DisplayName("RULE 41: a response that arrives while a write is blocked is returned")
	void refusalDuringBlockedWriteIsReturned() throws Exception {
		this.server.answering((exchange) -> {
			exchange.read(100_000);
			// by now the buffers are full
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			exchange.send(TOO_LARGE);
			exchange.stall();
		});
		assertRefused((request) -> request.body(new byte[LARGE]));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("RULE 41: a refusal during a chunked stream is the response")
	void refusalOfChunksIsReturned(boolean closes) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			if (closes) {
				exchange.hangUp(200_000);
			}
			exchange.stall();
		});
		assertRefused((request) -> request.body(stream(LARGE)));
	}

	@Test
	@DisplayName("RULE 41: a refusal during a resource is the response")
	void refusalOfResourceIsReturned() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			exchange.hangUp(200_000);
		});
		assertRefused((request) -> request.body(new ByteArrayResource(new byte[LARGE])));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 408, 411, 417, 500, 501, 505 })
	@DisplayName("RULE 41: an early response of any status is returned")
	void eachStatusIsReturned(int status) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 " + status + " No\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
			exchange.hangUp(200_000);
		});
		Response response = call(() -> this.session.post("/x", (request) -> request.body(new byte[LARGE])));
		assertThat(response.status().value()).isEqualTo(status);
		assertThat(response.text()).isEqualTo("no");
		assertSentOnce();
	}

	@Test
	@DisplayName("RULE 41: an early success of a server that closes the connection is returned")
	void earlySuccessIsReturned() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfine");
			exchange.hangUp(200_000);
		});
		Response response = call(() -> this.session.post("/x", (request) -> request.body(new byte[LARGE])));
		assertThat(response.text()).isEqualTo("fine");
		assertSentOnce();
	}

	@Test
	@DisplayName("RULE 41: a server that responds with success and continues to read gets the whole body")
	void bodyIsSentCompletelyAfterEarlySuccess() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngot \r\n");
			String length = String.valueOf(exchange.readBody());
			exchange.send(Integer.toHexString(length.length()) + "\r\n" + length + "\r\n0\r\n\r\n");
		});
		for (int i = 0; i < 2; i++) {
			Response response = call(() -> this.session.post("/x", (request) -> request.body(new byte[LARGE])));
			assertThat(response.text()).isEqualTo("got " + LARGE);
			response = call(() -> this.session.post("/x", (request) -> request.body(stream(LARGE))));
			assertThat(response.text()).isEqualTo("got " + LARGE);
		}
	}

	@Test
	@DisplayName("RULE 41: a server that responds with success and stops reading is given the read timeout")
	void earlySuccessOfStallingServerIsReturned() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine");
			exchange.stall();
		});
		try (Session impatient = builder().timeout((timeout) -> timeout.withRead(Duration.ofMillis(500))).build()) {
			Response response = call(() -> impatient.post("/x", (request) -> request.body(new byte[LARGE])));
			assertThat(response.text()).isEqualTo("fine");
		}
		assertSentOnce();
	}

	@Test
	@DisplayName("RULE 41: interim responses during a large body do not end it")
	void interimResponsesAreIgnored() throws Exception {
		this.server.answering((exchange) -> {
			for (int i = 0; i < 5; i++) {
				exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
				exchange.read(10_000);
			}
			exchange.send("HTTP/1.1 102 Processing\r\n\r\n");
			exchange.read(LARGE - 50_000);
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine");
		});
		for (int i = 0; i < 3; i++) {
			Response response = call(() -> this.session.post("/x", (request) -> request.body(new byte[LARGE])));
			assertThat(response.text()).isEqualTo("fine");
		}
		assertThat(this.server.heads()).hasSize(3);
	}

	// early-401-digest
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 41: a challenge during a large body is answered")
	void challengeIsAnswered(Face face) throws Exception {
		this.server.answering((exchange) -> {
			if (exchange.header("Authorization") == null) {
				exchange.send(challenge(401, "WWW-Authenticate"));
				exchange.hangUp(200_000);
			}
			store(exchange);
		});
		try (Session digest = builder().auth(Credentials.digest("u", "p")).build()) {
			Face.Result result = call(
					() -> face.send(digest, Call.of(HttpMethod.PUT, this.server.url("/x")).body("x".repeat(LARGE))));
			assertThat(result.body()).isEqualTo("stored " + LARGE);
		}
		assertThat(this.server.heads()).hasSize(2);
	}

	// early-307
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 41: a redirect during a large body is followed with the body")
	void redirectIsFollowed(Face face) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 307 There\r\nLocation: " + this.other.url("/y")
					+ "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
			exchange.hangUp(200_000);
		});
		Face.Result result = call(
				() -> face.send(this.session, Call.of(HttpMethod.PUT, this.server.url("/x")).body("x".repeat(LARGE))));
		assertThat(result.body()).isEqualTo("stored " + LARGE);
		assertThat(this.server.heads()).hasSize(1);
		assertThat(this.other.heads()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 41: a redirect during a resource is followed with the resource")
	void redirectOfResourceIsFollowed() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 308 There\r\nLocation: " + this.other.url("/y") + "\r\nContent-Length: 0\r\n\r\n");
			exchange.stall();
		});
		Response response = call(
				() -> this.session.put("/x", (request) -> request.body(new ByteArrayResource(new byte[10_000_000]))));
		assertThat(response.text()).isEqualTo("stored 10000000");
	}

	@Test
	@DisplayName("RULE 41: a one-shot body is not sent twice")
	void onceOnlyBodyIsNotSentTwice() throws Exception {
		this.server.answering((exchange) -> {
			exchange.send("HTTP/1.1 503 Later\r\nConnection: close\r\nContent-Length: 5\r\n\r\nlater");
			exchange.hangUp(200_000);
		});
		Response response = call(
				() -> this.session.put("/x", (request) -> request.body(new InputStreamResource(stream(LARGE)))));
		assertThat(response.status().value()).isEqualTo(503);
		assertSentOnce();
	}

	@Test
	@DisplayName("RULE 41: an accepted large body is sent completely, and its connection is reused")
	void acceptedBodyKeepsItsConnection() throws Exception {
		this.server.answering(EarlyAnswerRulesTests::store);
		for (int length : new int[] { 0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_000, LARGE }) {
			Response bytes = call(() -> this.session.post("/x", (request) -> request.body(new byte[length])));
			assertThat(bytes.text()).isEqualTo("stored " + length);
			Response chunks = call(() -> this.session.post("/x", (request) -> request.body(stream(length))));
			assertThat(chunks.text()).isEqualTo("stored " + length);
		}
		assertThat(this.session.pool().available()).isOne();
		assertThat(this.server.connections()).isOne();
	}

	@Test
	@DisplayName("RULE 41: a body that is read slowly is sent completely")
	void slowlyReadBodyIsSentCompletely() throws Exception {
		this.server.answering((exchange) -> {
			long count = 0;
			for (int i = 0; i < 4; i++) {
				await().pollDelay(Duration.ofMillis(150)).until(() -> true);
				count += exchange.read(LARGE / 8);
			}
			count += exchange.read(LARGE / 2);
			String text = "stored " + count;
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
		});
		for (int i = 0; i < 2; i++) {
			Response response = call(() -> this.session.post("/x", (request) -> request.body(new byte[LARGE])));
			assertThat(response.text()).isEqualTo("stored " + LARGE);
		}
		assertThat(this.server.connections()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	@DisplayName("RULE 41: a refusal through a proxy is the response")
	void refusalThroughProxyIsReturned(String scheme) throws Exception {
		this.server.answering((exchange) -> {
			exchange.send(TOO_LARGE);
			exchange.hangUp(200_000);
		});
		try (ScriptedServer tunnels = scheme.equals("https") ? ScriptedServer.startTls() : ScriptedServer.start();
				Session proxied = builder()
					.proxy((proxy) -> proxy.withUrl(this.protocol.equals("http") ? this.server.url("") : tunnels.url()))
					.build()) {
			tunnels.otherwise(new Tunnel(this.server.port()));
			Response response = call(() -> proxied.post("/x", (request) -> request.body(new byte[LARGE])));
			assertThat(response.status().value()).isEqualTo(413);
			assertThat(response.text()).isEqualTo("too large");
		}
	}

	@Test
	@DisplayName("RULE 41: a proxy's challenge during a large body is answered")
	void challengeOfProxyIsAnswered() throws Exception {
		assumeTrue(this.protocol.equals("http"));
		this.server.answering((exchange) -> {
			if (exchange.number() == 1) {
				exchange.send(challenge(407, "Proxy-Authenticate"));
				exchange.hangUp(200_000);
			}
			store(exchange);
		});
		try (Session proxied = builder().proxy((proxy) -> proxy.withUrl(this.server.url("")).withCredentials("u", "p"))
			.build()) {
			Response response = call(
					() -> proxied.post("http://origin.invalid/x", (request) -> request.body(new byte[LARGE])));
			assertThat(response.text()).isEqualTo("stored " + LARGE);
		}
		assertThat(this.server.heads()).hasSize(2);
	}

	@Test
	@DisplayName("RULE 41: an aborted body does not look complete to the server")
	void abortedBodyDoesNotLookComplete() throws Exception {
		this.server.answering(EarlyAnswerRulesTests::store);
		InputStream broken = new SequenceInputStream(stream(200), new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("broken source");
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				return read();
			}

		});
		Throwable thrown = catchThrowable(() -> call(() -> this.session.post("/x", (request) -> request.body(broken))));
		assertThat(thrown).isInstanceOf(SessionException.class).hasMessageContaining("broken source");
		await().until(() -> this.server.open() == 0);
		assertThat(this.server.served()).isZero();
	}

	private void assertRefused(Consumer<RequestSpec> body) throws Exception {
		Response response = call(() -> this.session.post("/x", body));
		assertThat(response.status().value()).isEqualTo(413);
		assertThat(response.text()).isEqualTo("too large");
		assertSentOnce();
	}

	private void assertSentOnce() {
		assertThat(this.server.heads()).hasSize(1);
		await().until(() -> this.session.pool().leased() == 0);
		assertThat(this.session.pool().available()).isZero();
	}

	private <T> T call(Callable<T> call) throws Exception {
		return this.threads.call(call);
	}

	private static InputStream stream(int length) {
		return new ByteArrayInputStream(new byte[length]);
	}

	private static void store(Exchange exchange) throws IOException {
		String text = "stored " + exchange.readBody();
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
	}

	private static String challenge(int status, String header) {
		return "HTTP/1.1 " + status + " Who\r\n" + header
				+ ": Digest realm=\"r\", qop=\"auth\", nonce=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	}

}
