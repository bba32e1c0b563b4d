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
import java.util.concurrent.Future;

import dev.sessions.settings.TimeoutSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.DeafPort;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnresponsivePort;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the effect of the timeouts on the wire.
 */
class TimeoutEffectTests {

	private static final Duration SHORT = Duration.ofMillis(250);

	private static final Duration FAR = Duration.ofMinutes(1);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@Test
	void connectEndsAConnect() throws IOException {
		try (UnresponsivePort port = new UnresponsivePort();
				Session session = builder().timeout((timeout) -> timeout.withConnect(SHORT)).build()) {
			assertFailsInTime(ConnectTimeoutException.class, () -> session.get(port.url("/x")));
		}
	}

	@Test
	void connectEndsAHandshake() throws IOException {
		try (DeafPort port = new DeafPort();
				Session session = builder().timeout((timeout) -> timeout.withConnect(SHORT)).build()) {
			assertFailsInTime(SessionException.class, () -> session.get(port.url("https", "/x")));
		}
	}

	@Test
	void readEndsSilence() {
		this.server.otherwise(Faults.silence());
		try (Session session = builder().timeout((timeout) -> timeout.withRead(SHORT)).build()) {
			assertFailsInTime(ReadTimeoutException.class, () -> session.get("/x"));
		}
	}

	@Test
	void readEndsSilenceWithinABody() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it");
			connection.awaitClientClose();
		});
		try (Session session = builder().timeout((timeout) -> timeout.withRead(SHORT)).build()) {
			assertFailsInTime(ReadTimeoutException.class, () -> session.get("/x"));
		}
	}

	/**
	 * The timeout of one of two calls over one connection.
	 */
	@ParameterizedTest
	@EnumSource
	void readTimeoutOfCallEndsWithIt(Face face) throws Exception {
		this.server.on("/slow", (request, connection) -> {
			connection.pause(SHORT);
			Reply.ok("slow").send(request, connection);
		}).on("/silent", Faults.silence()).otherwise(Reply.ok("ok"));
		try (Session session = builder().build()) {
			assertThat(session.get("/x", (request) -> request.readTimeout(SHORT.dividedBy(2))).text()).isEqualTo("ok");
			assertThat(face.get(session, this.server.url("/slow")).body()).isEqualTo("slow");
			assertFailsInTime(ReadTimeoutException.class,
					() -> session.get("/silent", (request) -> request.readTimeout(SHORT)));
		}
		assertThat(this.server.accepted()).isOne();
	}

	@Test
	void readDoesNotEndSlowResponse() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
			for (int i = 0; i < 8; i++) {
				connection.pause(Duration.ofMillis(50));
				connection.send("x");
			}
		});
		try (Session session = builder().timeout((timeout) -> timeout.withRead(SHORT)).build()) {
			assertThat(session.get("/x").text()).isEqualTo("xxxxxxxx");
		}
	}

	@Test
	void leaseEndsTheWaitForAConnection() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().timeout((timeout) -> timeout.withLease(SHORT))
					.pool((pool) -> pool.withMaxConnections(1))
					.build()) {
			Future<Response> held = calls.start(() -> session.get("/x"));
			gate.awaitArrivals(1);
			assertFailsInTime(LeaseTimeoutException.class, () -> session.get("/x"));
			gate.open();
			assertThat(held.get().text()).isEqualTo("ok");
			assertThat(session.get("/x").text()).isEqualTo("ok");
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void totalEndsTheCall() {
		this.server.otherwise(Faults.silence());
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(SHORT)).build()) {
			assertFailsInTime(TotalTimeoutException.class, () -> session.get("/x"));
		}
	}

	private static void assertFailsInTime(Class<? extends SessionException> type, ThrowingCallable call) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(type).isThrownBy(call);
		assertThat(stopwatch.elapsed()).isBetween(SHORT.minusMillis(10), SHORT.plusSeconds(10));
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.timeout((timeout) -> new TimeoutSettings(FAR, FAR, FAR, FAR))
			.retry((retry) -> retry.withMaxAttempts(1));
	}

}
