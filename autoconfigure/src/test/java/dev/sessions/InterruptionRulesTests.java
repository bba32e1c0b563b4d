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
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the interruption of a calling thread, at each point where it may wait.
 */
class InterruptionRulesTests {

	private static final Duration WAKE = Duration.ofMillis(100);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: interruption wakes a call that waits for a response within 100 ms")
	void wakesWaitForResponse(Face face) throws Exception {
		assertWakes(face, (session, caller) -> {
			Gate arrived = new Gate();
			this.server.otherwise(arrived.then(Faults.silence()));
			caller.start();
			arrived.awaitArrivals(1);
		});
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HTTP_CLIENT")
	@DisplayName("RULE 35: interruption wakes a call that reads a body within 100 ms")
	void wakesReader(Face face) throws Exception {
		assertWakes(face, (session, caller) -> {
			Gate sent = new Gate();
			this.server.otherwise((request, connection) -> {
				connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it");
				sent.then(Faults.silence()).send(request, connection);
			});
			caller.start();
			sent.awaitArrivals(1);
		});
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: interruption wakes a call that waits for a lease within 100 ms")
	void wakesLeaseWaiter(Face face) throws Exception {
		assertWakes(face, (session, caller) -> {
			Gate arrived = new Gate();
			this.server.otherwise(arrived.then(Faults.silence()));
			assertThat(this.calls.start(() -> session.get("/held"))).isNotNull();
			arrived.awaitArrivals(1);
			caller.start();
			await().until(() -> session.pool().pending() == 1);
		});
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: interruption wakes a call that waits for its next attempt within 100 ms")
	void wakesRetryWaiter(Face face) throws Exception {
		assertWakes(face, (session, caller) -> {
			this.server.otherwise(Reply.status(503).header("Retry-After", "15"));
			int before = this.server.requests().size();
			caller.start();
			await().until(() -> this.server.requests().size() == before + 1 && session.pool().available() == 1);
		});
	}

	@Test
	@DisplayName("RULE 35: interruption wakes the reader of a stream within 100 ms")
	void wakesReaderOfStream() throws Exception {
		Duration best = Duration.ofDays(1);
		for (int i = 0; i < 5 && best.compareTo(WAKE) >= 0; i++) {
			Gate sent = new Gate();
			this.server.otherwise((request, connection) -> {
				connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it");
				sent.then(Faults.silence()).send(request, connection);
			});
			try (Session session = builder().build()) {
				Duration time = wakeTime(() -> session.stream(HttpMethod.GET, "/x", (request) -> {
				}, (response) -> response.body().readAllBytes()), (caller) -> {
					caller.start();
					sent.awaitArrivals(1);
				}, SessionException.class);
				best = (time.compareTo(best) < 0) ? time : best;
			}
		}
		assertThat(best).isLessThan(WAKE);
	}

	/**
	 * On a busy machine a thread may be scheduled late, so the best of several
	 * measurements counts.
	 */
	private void assertWakes(Face face, Scenario scenario) throws Exception {
		Duration best = Duration.ofDays(1);
		for (int i = 0; i < 5 && best.compareTo(WAKE) >= 0; i++) {
			try (Session session = builder().build()) {
				Duration time = wakeTime(() -> face.get(session, this.server.url("/x")),
						(caller) -> scenario.begin(session, caller),
						(face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
				best = (time.compareTo(best) < 0) ? time : best;
			}
		}
		assertThat(best).isLessThan(WAKE);
	}

	private static Duration wakeTime(CallToInterrupt call, Begin begin, Class<? extends Exception> expected)
			throws Exception {
		FutureTask<Boolean> outcome = new FutureTask<>(() -> {
			try {
				call.make();
				return null;
			}
			catch (IOException | SessionException | UncheckedIOException ex) {
				assertThat(ex).isInstanceOf(expected);
				return Thread.currentThread().isInterrupted();
			}
		});
		Thread caller = new Thread(outcome, "interrupted-caller");
		caller.setDaemon(true);
		begin.begin(caller);
		assertThat(outcome).isNotDone();
		Stopwatch stopwatch = Stopwatch.start();
		caller.interrupt();
		assertThat(outcome.get(10, TimeUnit.SECONDS)).as("still interrupted").isTrue();
		return stopwatch.elapsed();
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxConnections(1))
			.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(20))
				.withLease(Duration.ofSeconds(20))
				.withRead(Duration.ofSeconds(20)));
	}

	@FunctionalInterface
	private interface CallToInterrupt {

		Object make() throws IOException;

	}

	@FunctionalInterface
	private interface Begin {

		void begin(Thread caller) throws Exception;

	}

	/**
	 * Brings a call to the point where it waits.
	 */
	@FunctionalInterface
	private interface Scenario {

		void begin(Session session, Thread caller) throws Exception;

	}

}
