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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the requests that are sent again, and of those that never are.
 */
class RetrySafetyRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = builder().build();

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("unsafeMethodsAndFaults")
	@DisplayName("RULE 28: POST and PATCH are not sent twice")
	void unsafeMethodIsNotRepeated(HttpMethod method, String fault, Face face, Answer answer) {
		this.server.otherwise(answer, Reply.ok("second"));
		Throwable thrown = catchThrowable(
				() -> face.send(this.session, Call.of(method, this.server.url("/x")).body("order")));
		assertThat(thrown == null).as("has a response").isEqualTo(answer instanceof Reply);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("unsafeMethodsAndFaults")
	@DisplayName("RULE 28: with an Idempotency-Key, POST and PATCH are sent again")
	void idempotencyKeyAllowsRepetition(HttpMethod method, String fault, Face face, Answer answer) throws IOException {
		this.server.otherwise(answer, Reply.ok("second"));
		Call call = Call.of(method, this.server.url("/x")).body("order").header("idempotency-key", "k1");
		assertThat(face.send(this.session, call).body()).isEqualTo("second");
		assertThat(this.server.requests()).hasSize(2)
			.allMatch((request) -> request.text().equals("order"))
			.allMatch((request) -> "k1".equals(request.header("Idempotency-Key")));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("unsafeMethodsAndFaults")
	@DisplayName("RULE 28: with idempotent(true), POST and PATCH are sent again")
	void idempotentAllowsRepetition(HttpMethod method, String fault, Face face, Answer answer) {
		this.server.otherwise(answer, Reply.ok("second"));
		Response response = this.session.send(method, "/x", (request) -> request.idempotent(true).body("order"));
		assertThat(response.text()).isEqualTo("second");
		assertThat(response.attempts()).isEqualTo(2);
		assertThat(this.server.requests()).hasSize(2).allMatch((request) -> request.text().equals("order"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PATCH" })
	@DisplayName("RULE 28: idempotent(true) adds an Idempotency-Key that is the same in all attempts and unique to the call")
	void keyIsAdded(String name) {
		HttpMethod method = HttpMethod.valueOf(name);
		this.server.otherwise(Reply.status(503), Reply.ok("ok"), Reply.ok("ok"));
		this.session.send(method, "/x", (request) -> request.idempotent(true).body("order"));
		this.session.send(method, "/x", (request) -> request.idempotent(true).body("order"));
		List<String> keys = this.server.requests()
			.stream()
			.map((request) -> request.header("Idempotency-Key"))
			.toList();
		assertThat(keys).hasSize(3).allMatch((key) -> UUID.fromString(key) != null);
		assertThat(keys.get(1)).isEqualTo(keys.get(0));
		assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
	}

	@Test
	@DisplayName("RULE 28: no key is added if there is one or the method is idempotent")
	void keyIsNotAdded() {
		this.server.otherwise(Reply.ok("ok"));
		this.session.post("/x", (request) -> request.idempotent(true).header("Idempotency-Key", "mine"));
		this.session.put("/x", (request) -> request.idempotent(true));
		this.session.post("/x", (request) -> request.idempotent(false));
		assertThat(this.server.requests()).extracting((request) -> request.header("Idempotency-Key"))
			.containsExactly("mine", null, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "PUT", "DELETE" })
	@DisplayName("RULE 28: the idempotent methods are sent again, after a status and after a reset")
	void idempotentMethodIsRepeated(String method) {
		this.server.otherwise(Reply.status(503), Faults.reset(), Reply.ok("third"));
		Response response = this.session.send(HttpMethod.valueOf(method), "/x");
		assertThat(response.status().value()).isEqualTo(200);
		assertThat(response.attempts()).isEqualTo(3);
		assertThat(this.server.requests()).hasSize(3).allMatch((request) -> request.method().equals(method));
	}

	@Test
	@DisplayName("RULE 28: an idempotent method is sent again if the connection ended within the response head")
	void closeWithinHeadIsRepeated() {
		this.server.otherwise(Faults.truncatedHead(), Reply.ok("second"));
		assertThat(this.session.get("/x").text()).isEqualTo("second");
	}

	@Test
	@DisplayName("RULE 28: a POST is not sent again if the connection ended within the response head")
	void postIsNotRepeatedAfterCloseWithinHead() {
		this.server.otherwise(Faults.truncatedHead(), Reply.ok("second"));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.post("/x"));
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 28: idempotent(false) keeps a GET from being sent again")
	void notIdempotentGet() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		assertThat(this.session.get("/x", (request) -> request.idempotent(false)).status().value()).isEqualTo(503);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 28: a POST that a redirect turned into a GET is sent again")
	void getAfterRedirectIsRepeated() {
		this.server.on("/from", Reply.redirect(303, "/to"));
		this.server.on("/to", Reply.status(503), Reply.ok("second"));
		assertThat(this.session.post("/from").text()).isEqualTo("second");
		assertThat(this.server.requests("/from")).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 28: a POST is retried if no connection was established")
	void postIsRetriedWithoutConnection(Face face) throws IOException {
		int port = unusedPort();
		AtomicInteger attempts = new AtomicInteger();
		ScriptedServer[] late = new ScriptedServer[1];
		Credentials startsServer = Credentials.bearer(() -> {
			if (attempts.incrementAndGet() == 2) {
				late[0] = ScriptedServer.start(port).otherwise(Reply.ok("second"));
			}
			return "token";
		});
		try (Session other = builder().baseUrl("http://127.0.0.1:" + port).auth(startsServer).build()) {
			assertThat(face.send(other, Call.post("http://127.0.0.1:" + port + "/x", "order")).body())
				.isEqualTo("second");
			assertThat(late[0].requests()).hasSize(1).allMatch((request) -> request.text().equals("order"));
		}
		finally {
			if (late[0] != null) {
				late[0].close();
			}
		}
		assertThat(attempts).hasValue(2);
	}

	@Test
	@DisplayName("RULE 28: the limit of attempts applies to a POST without a connection")
	void postIsRetriedWithinTheLimit() throws IOException {
		int port = unusedPort();
		assertThatExceptionOfType(ConnectFailedException.class)
			.isThrownBy(() -> this.session.post("http://127.0.0.1:" + port + "/x", (request) -> request.body("order")))
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 502, 503, 504 })
	@DisplayName("RULE 30: exhausted retries return the last response")
	void lastResponseIsReturned(int status) {
		this.server.otherwise(Reply.status(status).body("1"), Reply.status(status).body("2"),
				Reply.status(status).body("3").header("X-Last", "yes"), Reply.status(status).body("4"));
		Response response = this.session.get("/x");
		assertThat(response.status().value()).isEqualTo(status);
		assertThat(response.text()).isEqualTo("3");
		assertThat(response.headers().getFirst("X-Last")).isEqualTo("yes");
		assertThat(response.attempts()).isEqualTo(3);
		assertThat(this.server.requests()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 30: exhausted retries return the last response at every face")
	void lastResponseAtEveryFace(Face face) throws IOException {
		this.server.otherwise(Reply.status(503).body("1"), Reply.status(503).body("2"), Reply.status(503).body("3"));
		Face.Result result = face.get(this.session, this.server.url("/x"));
		assertThat(result.status()).isEqualTo(503);
		assertThat(result.body()).isEqualTo("3");
	}

	@Test
	@DisplayName("RULE 30: a first response has one attempt, and redirects do not count")
	void attemptsCountRetriesOnly() {
		this.server.on("/ok", Reply.ok("ok"));
		this.server.on("/from", Reply.redirect(302, "/ok"));
		assertThat(this.session.get("/ok").attempts()).isEqualTo(1);
		assertThat(this.session.get("/from").attempts()).isEqualTo(1);
	}

	@Test
	@DisplayName("RULE 30: a failure contains its attempts")
	void failureContainsAttempts() {
		this.server.otherwise(Faults.closeWithoutAnswer());
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/x"))
			.withMessageContaining("3 attempts")
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("RULE 31: a one-shot body is not retried after a status")
	void oneShotBodyIsNotRetried(boolean declared) {
		this.server.otherwise(Reply.status(503).body("busy"), Reply.ok("second"));
		Response response = this.session.put("/x", oneShot((request) -> {
			if (declared) {
				request.idempotent(true);
			}
		}));
		assertThat(response.status().value()).isEqualTo(503);
		assertThat(response.text()).isEqualTo("busy");
		assertThat(response.attempts()).isEqualTo(1);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	@DisplayName("RULE 31: a one-shot body is not retried after a failure, and the failure says so")
	void oneShotBodyIsNotRetriedAfterFailure(String fault, Answer answer) {
		this.server.otherwise(answer, Reply.ok("second"));
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.put("/x", oneShot((request) -> request.idempotent(true))))
			.withMessageContaining("body can be read only once")
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(1));
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 31: a repeatable body is retried, and the failure does not mention it")
	void repeatableBodyIsRetried() {
		this.server.otherwise(Faults.closeWithoutAnswer());
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.put("/x", (request) -> request.body("again")))
			.withMessageNotContaining("only once")
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
	}

	@Test
	@DisplayName("RULE 31: the log reports a one-shot body that is not retried after a status")
	void logReportsOneShotBody() {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions.internal.retry");
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		Level level = logger.getLevel();
		logger.setLevel(Level.DEBUG);
		logger.addAppender(events);
		events.start();
		try {
			this.server.otherwise(Reply.status(503));
			this.session.put("/x", oneShot((request) -> {
			}));
		}
		finally {
			logger.detachAppender(events);
			logger.setLevel(level);
		}
		assertThat(events.list).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((message) -> message.contains("body can be read only once"));
	}

	private static Consumer<RequestSpec> oneShot(Consumer<RequestSpec> further) {
		return (request) -> {
			request.body(new ByteArrayInputStream("once".getBytes(StandardCharsets.UTF_8)));
			further.accept(request);
		};
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of("reset", Faults.reset()), Arguments.of("close", Faults.closeWithoutAnswer()),
				Arguments.of("garbage", Faults.garbage()));
	}

	static Stream<Arguments> unsafeMethodsAndFaults() {
		return Stream.of(HttpMethod.POST, HttpMethod.PATCH)
			.flatMap((method) -> Stream
				.of(Arguments.of("429", Reply.status(429)), Arguments.of("502", Reply.status(502)),
						Arguments.of("503", Reply.status(503)), Arguments.of("504", Reply.status(504)),
						Arguments.of("503 with Retry-After", Reply.status(503).header("Retry-After", "0")),
						Arguments.of("reset", Faults.reset()), Arguments.of("close", Faults.closeWithoutAnswer()))
				.flatMap((fault) -> Arrays.stream(Face.values())
					.map((face) -> Arguments.of(method, fault.get()[0], face, fault.get()[1]))));
	}

}
