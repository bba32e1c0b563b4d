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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Verifies that the total timeout ends every phase of a call. All other timeouts are a
 * minute, so that delays of a busy machine are not mistaken for them.
 */
class TotalTimeoutRulesTests {

	private static final Duration TOTAL = Duration.ofMillis(300);

	private static final Duration LATEST = TOTAL.plusSeconds(10);

	private static final Duration FAR = Duration.ofMinutes(1);

	private static final Duration DRIP = Duration.ofMillis(50);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends the wait for a lease")
	void endsLease(Face face) throws Exception {
		Gate gate = new Gate();
		this.server.on("/held", gate.then(Reply.ok("held")));
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().pool((pool) -> pool.withMaxConnections(1)).build()) {
			Future<Response> held = calls
				.start(() -> session.get("/held", (request) -> request.timeout(Duration.ofSeconds(30))));
			gate.awaitArrivals(1);
			assertEndsInTime(face, () -> face.get(session, this.server.url("/x")));
			gate.open();
			assertThat(held.get().text()).isEqualTo("held");
			assertThat(session.pool().pending()).isZero();
		}
		assertThat(this.server.requests("/x")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a token supplier")
	void endsSupplier(Face face) {
		CountDownLatch never = new CountDownLatch(1);
		try (Session session = builder().auth(Credentials.bearer(() -> {
			try {
				never.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return "token";
		})).build()) {
			assertEndsInTime(face, () -> face.get(session, this.server.url("/x")));
		}
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a token supplier that is called because of a Retry-After")
	void endsSupplierDuringHold(Face face) throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		AtomicBoolean hangs = new AtomicBoolean();
		this.server.otherwise(Reply.status(429).header("Retry-After", "20"));
		try (Session session = builder().retry((retry) -> retry.withMaxAttempts(2)).auth(Credentials.bearer(() -> {
			try {
				boolean unused = hangs.get() && never.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return "token";
		})).build()) {
			session.get("/x");
			hangs.set(true);
			assertEndsInTime(face, () -> face.get(session, this.server.url("/x")));
		}
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends the body of a 401 after which a supplier had no other token")
	void endsBodyOfRejectedToken(Face face) {
		this.server.otherwise(Faults.drip("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100000\r\n\r\n", "x", DRIP));
		try (Session session = builder().auth(Credentials.bearer(() -> "token")).build()) {
			assertEndsInTime(face, () -> face.get(session, this.server.url("/x")));
			await().until(() -> session.pool().leased() == 0);
		}
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a connect")
	void endsConnect(Face face) throws IOException {
		try (UnresponsivePort port = new UnresponsivePort(); Session session = builder().build()) {
			assertEndsInTime(face, () -> face.get(session, port.url("/x")));
			await().until(() -> session.pool().leased() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a TLS handshake")
	void endsHandshake(Face face) throws IOException {
		try (DeafPort port = new DeafPort(); Session session = builder().build()) {
			assertEndsInTime(face, () -> face.get(session, port.url("https", "/x")));
			await().until(() -> session.pool().leased() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends the sending of a body")
	void endsSending(Face face) throws IOException {
		String large = "x".repeat(32 * 1024 * 1024);
		try (DeafPort port = new DeafPort(); Session session = builder().build()) {
			assertEndsInTime(face, () -> face.send(session, Call.post(port.url("http", "/x"), large)));
			await().until(() -> session.pool().leased() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends the wait for a response")
	void endsSilence(Face face) {
		this.server.otherwise(Faults.silence());
		assertEndsInTime(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a slow head")
	void endsDrippingHead(Face face) {
		this.server.otherwise(Faults.drippingHead(DRIP));
		assertEndsInTime(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a slow body")
	void endsDrippingBody(Face face) {
		this.server.otherwise(Faults.drippingBody(DRIP));
		assertEndsInTime(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a redirect with a slow body")
	void endsDrippingBodyOfRedirect(Face face) {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 1000\r\n\r\n");
			while (true) {
				connection.send("x");
				connection.pause(DRIP);
			}
		});
		this.server.on("/y", Faults.silence());
		assertEndsInTime(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a chain of redirects")
	void endsRedirects(Face face) {
		this.server.otherwise((request, connection) -> {
			connection.pause(DRIP);
			Reply.redirect(302, "/next").send(request, connection);
		});
		assertEndsInTime(face);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends a series of attempts")
	void endsAttempts(Face face) {
		this.server.otherwise((request, connection) -> {
			connection.pause(DRIP);
			connection.close();
		});
		Stopwatch stopwatch = Stopwatch.start();
		try (Session session = builder()
			.retry((retry) -> retry.withMaxAttempts(1_000_000)
				.withBackoff(retry.backoff().withDelay(Duration.ZERO))
				.withBudget(new RetryBudgetSettings(1, 1_000_000)))
			.build()) {
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
				.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
			assertThat(stopwatch.elapsed()).isLessThan(LATEST);
			await().until(() -> session.pool().leased() == 0);
		}
		assertThat(this.server.requests()).hasSizeBetween(2, 9);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: no wait for another attempt exceeds the total timeout")
	void endsWaits(Face face) {
		this.server.otherwise(Faults.closeWithoutAnswer());
		Stopwatch stopwatch = Stopwatch.start();
		try (Session session = builder()
			.retry((retry) -> retry.withMaxAttempts(1_000_000)
				.withBackoff(retry.backoff().withDelay(Duration.ofMillis(150)).withMultiplier(1))
				.withBudget(new RetryBudgetSettings(1, 1_000_000)))
			.build()) {
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
				.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : SessionException.class);
			assertThat(stopwatch.elapsed()).isLessThan(LATEST);
		}
	}

	@Test
	@DisplayName("RULE 26: all parts of a call share one total timeout")
	void isSharedByAllParts() {
		this.server.on("/from", (request, connection) -> {
			connection.pause(Duration.ofMillis(200));
			Reply.redirect(302, "/to").send(request, connection);
		});
		this.server.on("/to", (request, connection) -> {
			connection.pause(Duration.ofMillis(200));
			Reply.ok("too late").send(request, connection);
		});
		try (Session session = builder().build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/from"));
		}
	}

	@Test
	@DisplayName("RULE 26: a request's own timeout replaces it")
	void requestHasItsOwn() {
		this.server.otherwise(Faults.silence());
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(FAR)).build()) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(TOTAL)));
			assertThat(stopwatch.elapsed()).isBetween(TOTAL, LATEST);
		}
	}

	@Test
	@DisplayName("RULE 26: a request's own timeout may be the longer one")
	void requestMayHaveMore() {
		this.server.otherwise((request, connection) -> {
			connection.pause(TOTAL.plusMillis(200));
			Reply.ok("in time").send(request, connection);
		});
		try (Session session = builder().build()) {
			assertThat(session.get("/x", (request) -> request.timeout(FAR)).text()).isEqualTo("in time");
		}
	}

	@Test
	@DisplayName("RULE 26: the message describes the call that timed out")
	void messageDescribesTheCall() {
		this.server.otherwise(Faults.silence());
		try (Session session = builder().build()) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x/{id}?key=hidden", 7))
				.withMessageContaining("'test'")
				.withMessageContaining("GET")
				.withMessageContaining("/x/7")
				.withMessageContaining("1 attempt")
				.withMessageNotContaining("hidden")
				.satisfies((ex) -> {
					assertThat(ex.elapsed()).isBetween(TOTAL, LATEST);
					assertThat(ex.attempts()).isEqualTo(1);
					assertThat(ex.uri()).hasToString(this.server.url("/x/7"));
				});
		}
	}

	@Test
	@DisplayName("RULE 26: a connection of a timed-out call is not reused")
	void connectionIsNotUsedAgain() {
		this.server.on("/slow", Faults.silence());
		this.server.on("/next", Reply.ok("next"));
		try (Session session = builder().pool((pool) -> pool.withMaxConnections(1)).build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/slow"));
			assertThat(session.get("/next").text()).isEqualTo("next");
		}
		assertThat(this.server.request("/next").connection()).isEqualTo(2);
	}

	private void assertEndsInTime(Face face) {
		try (Session session = builder().build()) {
			assertEndsInTime(face, () -> face.get(session, this.server.url("/x")));
			await().until(() -> session.pool().leased() == 0);
		}
		await().until(() -> this.server.open() == 0);
	}

	private void assertEndsInTime(Face face, ThrowingCallable call) {
		Stopwatch stopwatch = Stopwatch.start();
		Throwable thrown = catchThrowable(call);
		Duration elapsed = stopwatch.elapsed();
		assertThat(thrown).isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : TotalTimeoutException.class);
		assertThat(elapsed).isBetween(TOTAL.minusMillis(5), LATEST);
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.timeout((timeout) -> new TimeoutSettings(FAR, FAR, FAR, TOTAL));
	}

}
