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
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the detection of connections that are not returned, and of the report on their
 * users.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeakDetectionTests {

	private static final Duration SOON = Duration.ofMillis(50);

	private static final Duration NEVER = Duration.ofHours(1);

	/**
	 * The call itself may be counted among the waiting ones.
	 */
	private static final String NUMBERS = ".*\\(leased 2, available 0, waiting [01], max 2\\).*";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose("open")
	private final Gate gate = new Gate();

	private final List<Future<?>> started = new ArrayList<>();

	@Test
	void connectionHeldTooLongIsReportedOnceWithItsOrigin(CapturedOutput output) throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("late")));
		try (Session session = session(SOON)) {
			Future<Response> late = this.calls.start(() -> session.get("/users/{login}?key=hidden", "octocat"));
			await().until(() -> output.getOut().contains("still in use"));
			assertThat(output)
				.containsPattern("WARN.*The session 'leaky' has a connection that is still in use:"
						+ " GET /users/\\{login} for \\d+ ms in thread 'background-call'")
				.contains("at " + LeakDetectionTests.class.getName())
				.doesNotContain("hidden")
				.doesNotContain("octocat");
			// a second one, reported after the first would have been reported again
			Future<Response> other = this.calls.start(() -> session.get("/other"));
			await().until(() -> output.getOut().contains("GET /other for"));
			assertThat(output.getOut().split("still in use: GET /users", -1)).hasSize(2);
			this.gate.open();
			assertThat(late.get().text()).isEqualTo("late");
			assertThat(other.get().text()).isEqualTo("late");
		}
	}

	@Test
	void streamReadForTooLongIsReported(CapturedOutput output) {
		this.server.otherwise(Reply.ok("text"));
		try (Session session = session(SOON)) {
			session.stream(HttpMethod.GET, "/stream", LeakDetectionTests::nothing, (response) -> {
				await().until(() -> output.getOut().contains("still in use: GET /stream for"));
				return response.status();
			});
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	void connectionReturnedInTimeIsNotReported(CapturedOutput output) {
		this.server.on("/moved", Reply.redirect(302, "/x")).otherwise(Reply.ok("ok"));
		try (Session session = session(Duration.ofSeconds(2))) {
			session.get("/moved");
			session.post("/x", (request) -> request.body("order"));
			session.stream(HttpMethod.GET, "/x", LeakDetectionTests::nothing, (response) -> response.status());
			this.server.otherwise(this.gate.then(Reply.ok("late")));
			start(() -> session.get("/late"));
			await().until(() -> output.getOut().contains("still in use: GET /late"));
			assertThat(output.getOut().split("still in use", -1)).hasSize(2);
		}
	}

	@Test
	void unwatchedSessionIsNotReported(CapturedOutput output) throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("late")));
		try (Session watched = session(SOON); Session session = session(Duration.ZERO)) {
			start(() -> session.get("/unwatched"));
			this.gate.awaitArrivals(1);
			start(() -> watched.get("/watched"));
			await().until(() -> output.getOut().contains("GET /watched for"));
			assertThat(output).doesNotContain("/unwatched");
		}
	}

	@Test
	void leaseTimeoutNamesTheLongestLeases() throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("late")));
		try (Session session = session(NEVER)) {
			start(() -> session.get("/first/{id}", 1));
			this.gate.awaitArrivals(1);
			start(() -> session.post(URI.create("/second;sid=hidden?key=hidden"), LeakDetectionTests::nothing));
			this.gate.awaitArrivals(1);
			LeaseTimeoutException failure = catchThrowableOfType(LeaseTimeoutException.class, () -> session.get("/x"));
			assertThat(failure).hasMessageStartingWith("Session 'leaky': GET ")
				.hasMessageMatching(NUMBERS)
				.hasMessageMatching(
						".*held longest by GET /first/\\{id} for \\d+ ms in thread 'background-call'," + " POST "
								+ this.server.url("/second;sid=") + "\\*{3} for \\d+ ms in thread 'background-call'.*")
				.hasMessageNotContaining("hidden");
		}
	}

	@Test
	void leaseTimeoutContainsNumbersWithoutLeakDetection() throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("late")));
		try (Session session = session(Duration.ZERO)) {
			start(() -> session.get("/first"));
			start(() -> session.get("/second"));
			this.gate.awaitArrivals(2);
			LeaseTimeoutException failure = catchThrowableOfType(LeaseTimeoutException.class, () -> session.get("/x"));
			assertThat(failure).hasMessageMatching(NUMBERS).hasMessageNotContaining("held longest");
		}
	}

	@Test
	void mountHasItsOwn(CapturedOutput output) throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("late")));
		try (Session session = Session.builder("leaky")
			.baseUrl(this.server.url())
			.mount("/slow", (mount) -> mount.pool((pool) -> pool.withLeakDetection(SOON)))
			.build()) {
			start(() -> session.get("/other"));
			this.gate.awaitArrivals(1);
			start(() -> session.get("/slow/one"));
			await().until(() -> output.getOut().contains("still in use: GET /slow/one for"));
			assertThat(output).doesNotContain("still in use: GET /other");
		}
	}

	@Test
	void forgottenResponseIsReportedAndEndsWithTheTotalTimeout(CapturedOutput output) throws Exception {
		this.server.otherwise(Reply.ok("x".repeat(500_000)));
		try (Session session = session(SOON, Duration.ofMillis(500))) {
			forget(session, "/forgotten?key=hidden");
			assertThat(session.pool().leased()).isOne();
			await()
				.untilAsserted(() -> assertThat(output).contains("still in use: GET " + this.server.url("/forgotten")));
			await().until(() -> session.pool().leased() == 0);
			assertThat(output).contains("at " + LeakDetectionTests.class.getName()).doesNotContain("hidden");
			assertThat(session.get("/x").text()).hasSize(500_000);
			await().until(() -> this.server.open() <= 1);
		}
	}

	@Test
	void closedResponseIsNotReported(CapturedOutput output) throws Exception {
		this.server.on("/late", this.gate.then(Reply.ok("late"))).otherwise(Reply.ok("x".repeat(500_000)));
		try (Session session = session(Duration.ofMillis(500))) {
			open(session, "/closed").close();
			open(session, "/read").getEntity().getContent().readAllBytes();
			open(session, "/body-closed").getEntity().close();
			assertThat(session.pool().leased()).isZero();
			start(() -> session.get("/late"));
			await().until(() -> output.getOut().contains("still in use: GET /late"));
			assertThat(output.getOut().split("still in use", -1)).hasSize(2);
		}
	}

	private void forget(Session session, String uri) throws IOException {
		assertThat(open(session, uri).getEntity().getContent().read()).isEqualTo('x');
	}

	private ClassicHttpResponse open(Session session, String uri) throws IOException {
		return session.unwrap(HttpClient.class)
			.executeOpen(null, ClassicRequestBuilder.get(this.server.url(uri)).build(), null);
	}

	private static void nothing(RequestSpec request) {
	}

	private void start(Callable<?> call) {
		this.started.add(this.calls.start(call));
	}

	private Session session(Duration leakDetection) {
		return session(leakDetection, Duration.ofMinutes(1));
	}

	private Session session(Duration leakDetection, Duration total) {
		return Session.builder("leaky")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxConnections(2).withLeakDetection(leakDetection))
			.timeout((timeout) -> timeout.withLease(Duration.ofMillis(200))
				.withRead(Duration.ofMinutes(1))
				.withTotal(total))
			.retry((retry) -> retry.withMaxAttempts(1))
			.build();
	}

}
