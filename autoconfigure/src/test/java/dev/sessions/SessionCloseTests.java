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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnresponsivePort;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the closing of a session.
 */
class SessionCloseTests {

	private static final Duration WAKE = Duration.ofMillis(100);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@Test
	void canBeRepeated() {
		this.server.otherwise(Reply.ok("ok"));
		Session session = builder().build();
		session.get("/x");
		session.close();
		session.close();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> session.get("/x"));
	}

	@Test
	void canPrecedeTheFirstCall() {
		Session session = builder().build();
		session.close();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> session.get("/x"));
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void endsEveryFace(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		Session session = builder().build();
		face.get(session, this.server.url("/x"));
		session.close();
		assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
			.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionClosedException.class);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void closesConnections() {
		this.server.otherwise(Reply.ok("ok"));
		Session session = builder().build();
		session.get("/x");
		assertThat(this.server.open()).isEqualTo(1);
		session.close();
		await().until(() -> this.server.open() == 0);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void idleConnectionsAreNotReset(boolean tls) {
		try (ScriptedServer one = tls ? ScriptedServer.startTls() : this.server) {
			one.otherwise(Reply.ok("ok"));
			Session session = Session.builder("test").baseUrl(one.url()).build();
			session.get("/x");
			session.close();
			await().until(() -> one.open() == 0);
			assertThat(one.faults()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: close wakes a supplier of tokens")
	void wakesSupplier(Face face) throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		Session session = builder().auth(Credentials.bearer(() -> {
			waiting.countDown();
			try {
				return String.valueOf(new CountDownLatch(1).await(1, TimeUnit.MINUTES));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		})).build();
		Future<?> running = this.calls.start(() -> face.get(session, this.server.url("/x")));
		waiting.await();
		session.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> running.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionClosedException.class);
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: close wakes a running call within 100 ms")
	void wakesRunningCall(Face face) throws Exception {
		assertWakes(face, (session) -> {
			Gate arrived = new Gate();
			this.server.otherwise(arrived.then(Faults.silence()));
			Future<?> running = this.calls.start(() -> face.get(session, this.server.url("/x")));
			arrived.awaitArrivals(1);
			return running;
		});
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: close wakes a call that reads a body within 100 ms")
	void wakesReadingCall(Face face) throws Exception {
		assertWakes(face, (session) -> {
			Gate arrived = new Gate();
			this.server.otherwise(arrived.then((request, connection) -> {
				connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it");
				connection.awaitClientClose();
			}));
			arrived.open();
			Future<?> running = this.calls.start(() -> face.get(session, this.server.url("/x")));
			arrived.awaitArrivals(1);
			return running;
		});
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: close wakes a call that waits for a lease within 100 ms")
	void wakesLeaseWaiter(Face face) throws Exception {
		assertWakes(face, (session) -> {
			Gate arrived = new Gate();
			this.server.otherwise(arrived.then(Faults.silence()));
			Future<?> held = this.calls.start(() -> session.get("/held"));
			arrived.awaitArrivals(1);
			assertThat(held).isNotDone();
			Future<?> waiting = this.calls.start(() -> face.get(session, this.server.url("/x")));
			await().until(() -> session.pool().pending() == 1);
			return waiting;
		});
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: close wakes a call that waits for its next attempt within 100 ms")
	void wakesRetryWaiter(Face face) throws Exception {
		assertWakes(face, (session) -> {
			this.server.otherwise(Reply.status(503).header("Retry-After", "15"));
			int before = this.server.requests().size();
			Future<?> waiting = this.calls.start(() -> face.get(session, this.server.url("/x")));
			await().until(() -> this.server.requests().size() == before + 1 && session.pool().available() == 1);
			return waiting;
		});
	}

	@Test
	@DisplayName("RULE 35: close wakes a call that connects within 100 ms")
	void wakesConnectingCall() throws Exception {
		try (UnresponsivePort port = new UnresponsivePort()) {
			assertWakes(Face.VERBS, (session) -> {
				Future<?> connecting = this.calls.start(() -> session.get(port.url("/x")));
				await().until(() -> session.pool().leased() == 1);
				return connecting;
			});
		}
	}

	@Test
	void endsForksWithClearMessage() {
		this.server.otherwise(Reply.ok("ok"));
		Session session = builder().build();
		Session fork = session.fork();
		Session grandchild = fork.fork();
		fork.get("/x");
		session.close();
		for (Session ended : List.of(fork, grandchild)) {
			assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> ended.get("/x"))
				.withMessageContaining("test")
				.withMessageContaining("the session was closed");
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void endsEveryFaceOfAFork(Face face) {
		Session session = builder().build();
		Session fork = session.fork();
		session.close();
		assertThat(catchThrowable(() -> face.get(fork, this.server.url("/x"))))
			.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionClosedException.class);
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void endsStreamsAndDownloadsOfAFork(@TempDir Path directory) {
		Session session = builder().build();
		Session fork = session.fork();
		session.close();
		assertThatExceptionOfType(SessionClosedException.class)
			.isThrownBy(() -> fork.stream(HttpMethod.GET, "/x", (request) -> {
			}, StreamedResponse::status));
		assertThatExceptionOfType(SessionClosedException.class)
			.isThrownBy(() -> fork.download("/x", directory.resolve("file"), (request) -> {
			}));
		assertThat(directory).isEmptyDirectory();
	}

	@Test
	void endsTheRunningCallOfAFork() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		Session session = builder().build();
		Session fork = session.fork();
		Future<Response> running = this.calls.start(() -> fork.get("/x"));
		gate.awaitArrivals(1);
		session.close();
		assertThat(catchThrowable(() -> running.get(10, TimeUnit.SECONDS))).isInstanceOf(ExecutionException.class)
			.hasCauseInstanceOf(SessionClosedException.class);
		gate.open();
		await().until(() -> this.server.open() == 0);
	}

	@Test
	void closingForkEndsThatForkOnly() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().build()) {
			Session fork = session.fork();
			Session other = session.fork();
			fork.get("/x");
			fork.close();
			fork.close();
			assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> fork.get("/x"));
			assertThat(session.get("/x").text()).isEqualTo("ok");
			assertThat(other.get("/x").text()).isEqualTo("ok");
		}
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void closingForkEndsItsRunningCallOnly() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		try (Session session = builder().pool((pool) -> pool.withMaxConnections(2)).build()) {
			Session fork = session.fork();
			Future<Response> ofFork = this.calls.start(() -> fork.get("/x"));
			Future<Response> ofSession = this.calls.start(() -> session.get("/x"));
			gate.awaitArrivals(2);
			fork.close();
			assertThat(catchThrowable(() -> ofFork.get(10, TimeUnit.SECONDS))).isInstanceOf(ExecutionException.class)
				.hasCauseInstanceOf(SessionClosedException.class);
			gate.open();
			assertThat(ofSession.get(10, TimeUnit.SECONDS).text()).isEqualTo("ok");
			await().until(() -> session.pool().leased() == 0);
		}
	}

	@Test
	void endsTheSetupOfForks() {
		Session session = builder().build();
		session.close();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> session.fork().get("/x"));
	}

	/**
	 * On a busy machine a thread may be scheduled late, so the best of several
	 * measurements counts.
	 */
	private void assertWakes(Face face, Scenario scenario) throws Exception {
		Duration best = wakeTime(face, scenario);
		for (int i = 0; i < 4 && best.compareTo(WAKE) >= 0; i++) {
			Duration next = wakeTime(face, scenario);
			best = (next.compareTo(best) < 0) ? next : best;
		}
		assertThat(best).isLessThan(WAKE);
	}

	private Duration wakeTime(Face face, Scenario scenario) throws Exception {
		Session session = builder().build();
		Future<?> call = scenario.begin(session);
		Stopwatch stopwatch = Stopwatch.start();
		session.close();
		Throwable thrown = catchThrowable(() -> call.get(10, TimeUnit.SECONDS));
		Duration elapsed = stopwatch.elapsed();
		assertThat(thrown).isInstanceOf(ExecutionException.class);
		assertThat(thrown.getCause())
			.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionClosedException.class);
		return elapsed;
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxConnections(1))
			.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(20))
				.withLease(Duration.ofSeconds(20))
				.withRead(Duration.ofSeconds(20)));
	}

	/**
	 * Brings a call to the point where it waits.
	 */
	@FunctionalInterface
	interface Scenario {

		Future<?> begin(Session session) throws Exception;

	}

}
