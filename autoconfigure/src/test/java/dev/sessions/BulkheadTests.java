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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.sessions.settings.BulkheadSettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.github.resilience4j.bulkhead.Bulkhead;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the calls that occupy the bulkhead of a session, and of a full bulkhead.
 */
class BulkheadTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@ParameterizedTest
	@EnumSource
	void fullBulkheadFailsImmediately(Face face) throws Exception {
		Gate gate = new Gate();
		this.server.on("/held", gate.then(Reply.ok("held"))).otherwise(Reply.ok("ok"));
		try (Session session = session(2, Duration.ZERO)) {
			List<Future<Face.Result>> held = List.of(
					this.calls.start(() -> face.get(session, this.server.url("/held"))),
					this.calls.start(() -> face.get(session.fork(), this.server.url("/held"))));
			gate.awaitArrivals(2);
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
				.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : BulkheadFullException.class);
			gate.open();
			for (Future<Face.Result> one : held) {
				assertThat(one.get().body()).isEqualTo("held");
			}
			assertThat(face.get(session, this.server.url("/x")).body()).isEqualTo("ok");
			assertThatIsEmpty(session);
		}
		assertThat(this.server.requests("/x")).hasSize(1);
	}

	@Test
	void messageContainsTheRemedy() {
		try (Session session = session(1, Duration.ofMillis(20))) {
			assertThat(session.unwrap(Bulkhead.class).tryAcquirePermission()).isTrue();
			assertThatExceptionOfType(BulkheadFullException.class)
				.isThrownBy(() -> session.get("/users/{id}?token=secret", 7))
				.withMessageContaining("Session 'test': GET " + this.server.url("/users/7") + " failed: ")
				.withMessageContaining("all 1 calls that the bulkhead 'test' admits are running")
				.withMessageContaining("within 20 ms")
				.withMessageContaining("bulkhead.max-concurrent-calls")
				.withMessageNotContaining("secret");
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWaitsForAnotherToEnd(Face face) throws Exception {
		Gate gate = new Gate();
		this.server.on("/held", gate.then(Reply.ok("held"))).otherwise(Reply.ok("ok"));
		try (Session session = session(1, Duration.ofSeconds(30))) {
			Future<Face.Result> held = this.calls.start(() -> face.get(session, this.server.url("/held")));
			gate.awaitArrivals(1);
			CompletableFuture<Thread> thread = new CompletableFuture<>();
			Future<Face.Result> waiting = this.calls.start(() -> {
				thread.complete(Thread.currentThread());
				return face.get(session, this.server.url("/x"));
			});
			await().until(() -> thread.get().getState() == Thread.State.TIMED_WAITING);
			assertThat(waiting).isNotDone();
			assertThat(this.server.requests("/x")).isEmpty();
			gate.open();
			assertThat(held.get().body()).isEqualTo("held");
			assertThat(waiting.get().body()).isEqualTo("ok");
			assertThatIsEmpty(session);
		}
	}

	@Test
	void retriesAndRedirectsBelongToTheCall() {
		this.server.on("/from", Reply.status(503), Reply.redirect(302, "/to")).on("/to", Reply.ok("ok"));
		try (Session session = session(1, Duration.ZERO)) {
			assertThat(session.get("/from").text()).isEqualTo("ok");
			assertThatIsEmpty(session);
		}
	}

	@Test
	void streamOccupiesItUntilItsEnd() {
		this.server.otherwise(Reply.ok("a body"));
		try (Session session = session(1, Duration.ZERO)) {
			session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> {
				assertThatExceptionOfType(BulkheadFullException.class).isThrownBy(() -> session.get("/x"));
				return response.body().read();
			});
			assertThatIsEmpty(session);
		}
	}

	@Test
	void responseOfTheHttpClientOccupiesItUntilReadOrClosed() throws IOException {
		this.server.otherwise(Reply.ok("a body"));
		try (Session session = session(1, Duration.ZERO)) {
			HttpClient client = session.unwrap(HttpClient.class);
			ClassicHttpResponse unread = client.executeOpen(null,
					ClassicRequestBuilder.get(this.server.url("/x")).build(), null);
			assertThatExceptionOfType(BulkheadFullException.class).isThrownBy(() -> session.get("/x"));
			unread.close();
			assertThatIsEmpty(session);
			ClassicHttpResponse read = client.executeOpen(null,
					ClassicRequestBuilder.get(this.server.url("/x")).build(), null);
			assertThat(read.getEntity().getContent().readAllBytes()).hasSize(6);
			assertThatIsEmpty(session);
			read.close();
			assertThatIsEmpty(session);
		}
	}

	static List<Named<Answer>> endedCallReleasesIt() {
		return List.of(Named.of("no body", Reply.status(204)), Named.of("gzip", Reply.ok("zipped").gzip()),
				Named.of("chunks", Reply.ok("in chunks").chunked()), Named.of("closed", Faults.closeWithoutAnswer()),
				Named.of("truncated", Faults.truncatedBody()), Named.of("truncated gzip", Faults.truncatedGzip()),
				Named.of("too large", Reply.ok("x".repeat(2000))), Named.of("silence", Faults.silence()),
				Named.of("dripping", Faults.drippingBody(Duration.ofMillis(20))));
	}

	@ParameterizedTest
	@MethodSource
	void endedCallReleasesIt(Answer answer) throws IOException {
		this.server.otherwise(answer);
		try (Session session = builder(1, Duration.ZERO).retry((retry) -> retry.withMaxAttempts(1))
			.timeout((timeout) -> timeout.withTotal(Duration.ofMillis(300)))
			.limits((limits) -> limits.withMaxResponseSize(DataSize.ofBytes(1000)))
			.build()) {
			for (Face face : Face.values()) {
				Throwable unused = catchThrowable(() -> face.get(session, this.server.url("/x")));
				await().untilAsserted(() -> assertThatIsEmpty(session));
			}
		}
	}

	@Test
	void adapterOfMountHasItsOwn() {
		try (Session session = builder(1, Duration.ZERO).mount("/fake", (uri, method) -> {
			throw new IOException("no answer");
		}).build()) {
			assertThat(session.unwrap(Bulkhead.class).tryAcquirePermission()).isTrue();
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/fake"))
				.withMessageContaining("no answer");
			assertThatExceptionOfType(BulkheadFullException.class).isThrownBy(() -> session.get("/x"));
		}
	}

	private static void assertThatIsEmpty(Session session) {
		Bulkhead.Metrics metrics = session.unwrap(Bulkhead.class).getMetrics();
		assertThat(metrics.getAvailableConcurrentCalls()).isEqualTo(metrics.getMaxAllowedConcurrentCalls());
	}

	private Session session(int maxConcurrentCalls, Duration maxWait) {
		return builder(maxConcurrentCalls, maxWait).build();
	}

	private SessionBuilder builder(int maxConcurrentCalls, Duration maxWait) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.resilience((resilience) -> resilience.withBulkhead(new BulkheadSettings(maxConcurrentCalls, maxWait)));
	}

}
