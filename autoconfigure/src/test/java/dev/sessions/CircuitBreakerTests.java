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
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import dev.sessions.internal.client.Transport;
import dev.sessions.internal.resilience.ResilienceHandlers;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.ratelimiter.RateLimiter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the conditions that open the circuit breaker of a session, and of an open one.
 */
class CircuitBreakerTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@ParameterizedTest
	@EnumSource
	void openBreakerFailsImmediately(Face face) throws IOException {
		this.server.otherwise(Reply.status(503));
		try (Session session = session((breaker) -> breaker.withWindowSize(2))) {
			face.get(session, this.server.url("/x"));
			face.get(session, this.server.url("/x"));
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
				.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : CircuitOpenException.class);
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void messageContainsTheRemedy() {
		this.server.otherwise(Reply.status(503));
		try (Session session = session((breaker) -> breaker)) {
			session.get("/x");
			assertThatExceptionOfType(CircuitOpenException.class)
				.isThrownBy(() -> session.get("/users/{id}?token=secret", 7))
				.withMessageContaining("Session 'test': GET " + this.server.url("/users/7") + " failed: ")
				.withMessageContaining("the circuit breaker 'test' is open")
				.withMessageContaining("100 % of its last attempts failed")
				.withMessageContaining("circuit-breaker.open-duration")
				.withMessageNotContaining("secret");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 501, 502, 503, 504, 599 })
	void statusFrom500IsFailure(int status) {
		this.server.otherwise(Reply.status(status));
		assertThat(stateAfterGet()).isEqualTo(State.OPEN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 304, 400, 401, 404, 409, 429 })
	void otherStatusIsNoFailure(int status) {
		this.server.otherwise(Reply.status(status));
		assertThat(stateAfterGet()).isEqualTo(State.CLOSED);
	}

	static List<Named<Answer>> missingResponseIsFailure() {
		return List.of(Named.of("closed", Faults.closeWithoutAnswer()), Named.of("reset", Faults.reset()),
				Named.of("garbage", Faults.garbage()), Named.of("truncated head", Faults.truncatedHead()),
				Named.of("silence", Faults.silence()));
	}

	@ParameterizedTest
	@MethodSource
	void missingResponseIsFailure(Answer fault) {
		this.server.otherwise(fault);
		assertThat(stateAfterGet()).isEqualTo(State.OPEN);
	}

	@Test
	void refusedConnectionIsFailure() {
		this.server.close();
		assertThat(stateAfterGet()).isEqualTo(State.OPEN);
	}

	@Test
	void totalTimeoutIsFailure() {
		this.server.otherwise(Faults.silence());
		try (Session session = session((breaker) -> breaker)) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(100))));
			assertThat(state(session)).isEqualTo(State.OPEN);
		}
	}

	@Test
	void interruptedCallDoesNotCount() throws Exception {
		Gate arrived = new Gate();
		this.server.otherwise(arrived.then(Faults.silence()));
		try (Session session = session((breaker) -> breaker)) {
			try (BackgroundCalls interrupted = new BackgroundCalls()) {
				assertThat(interrupted.start(() -> session.get("/x"))).isNotNull();
				arrived.awaitArrivals(1);
			}
			assertThatNothingWasCounted(session);
		}
	}

	@Test
	void closedSessionDoesNotCount() throws Exception {
		Gate arrived = new Gate();
		this.server.otherwise(arrived.then(Faults.silence()));
		Session session = session((breaker) -> breaker);
		CircuitBreaker breaker = session.unwrap(CircuitBreaker.class);
		Future<Response> call = this.calls.start(() -> session.get("/x"));
		arrived.awaitArrivals(1);
		session.close();
		assertThat(catchThrowable(call::get)).hasCauseInstanceOf(SessionClosedException.class);
		assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void fullPoolDoesNotCount(boolean byDeadline) throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ok")));
		Duration lease = byDeadline ? Duration.ofSeconds(20) : Duration.ofMillis(100);
		try (Session session = builder((breaker) -> breaker).pool((pool) -> pool.withMaxConnections(1))
			.timeout((timeout) -> timeout.withLease(lease))
			.build()) {
			Future<Response> held = this.calls.start(() -> session.get("/x"));
			gate.awaitArrivals(1);
			assertThatExceptionOfType(SessionException.class).isThrownBy(
					() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(byDeadline ? 100 : 5000))))
				.isInstanceOf(byDeadline ? TotalTimeoutException.class : LeaseTimeoutException.class);
			assertThatNothingWasCounted(session);
			gate.open();
			assertThat(held.get().text()).isEqualTo("ok");
		}
	}

	@Test
	void headerLimitDoesNotCount() {
		this.server.otherwise(Reply.ok("ok").header("X-Long", "x".repeat(1000)));
		try (Session session = builder((breaker) -> breaker).limits((limits) -> limits.withMaxHeaderCount(1)).build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("limits.max-header-count");
			assertThatNothingWasCounted(session);
		}
	}

	@Test
	void blockedHostDoesNotCount() {
		try (Session session = builder((breaker) -> breaker)
			.egress((egress) -> egress.withAllowedHosts(List.of("example.org")))
			.build()) {
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get("http://localhost.example.com/x"));
			assertThatNothingWasCounted(session);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void missingCredentialDoesNotCount(boolean silent) {
		try (ScriptedServer tokens = ScriptedServer.start().otherwise(silent ? Faults.silence() : Reply.status(400));
				Session session = builder((breaker) -> breaker)
					.auth(Credentials.oauth2(tokens.url("/token"), "me", "secret"))
					.build()) {
			assertThatExceptionOfType(SessionException.class)
				.isThrownBy(
						() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(silent ? 200 : 10000))))
				.isInstanceOf(silent ? TotalTimeoutException.class : CredentialsException.class);
			assertThatNothingWasCounted(session);
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void rateLimitDoesNotCount() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder((breaker) -> breaker)
			.resilience((resilience) -> resilience
				.withRateLimit(new RateLimitSettings(1, Duration.ofHours(1), Duration.ofHours(2))))
			.build()) {
			assertThat(session.unwrap(RateLimiter.class).acquirePermission()).isTrue();
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(100))));
			assertThatNothingWasCounted(session);
		}
	}

	@Test
	void eachAttemptCountsAndOpenBreakerIsNotRetried() {
		this.server.otherwise(Reply.status(503));
		try (Session session = builder((breaker) -> breaker.withWindowSize(2))
			.retry((retry) -> retry.withMaxAttempts(5).withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.build()) {
			assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> session.get("/x"))
				.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void slowResponsesOpenIt() {
		this.server.otherwise((request, connection) -> {
			connection.pause(Duration.ofMillis(60));
			Reply.ok("slow").send(request, connection);
		});
		try (Session session = session((breaker) -> breaker.withSlowCallDuration(Duration.ofMillis(50)))) {
			assertThat(session.get("/x").text()).isEqualTo("slow");
			assertThat(state(session)).isEqualTo(State.OPEN);
		}
	}

	@Test
	void rateOfSlowResponsesCounts() {
		Answer slow = (request, connection) -> {
			connection.pause(Duration.ofSeconds(2));
			Reply.ok("slow").send(request, connection);
		};
		for (double threshold : new double[] { 50, 51 }) {
			this.server.otherwise(Reply.ok("fast"), slow);
			try (Session session = session((breaker) -> breaker.withWindowSize(2)
				.withSlowCallDuration(Duration.ofMillis(1500))
				.withSlowCallRateThreshold(threshold))) {
				session.get("/x");
				session.get("/x");
				assertThat(state(session)).isEqualTo((threshold > 50) ? State.CLOSED : State.OPEN);
			}
		}
	}

	@Test
	void waitForPermitIsNotSlow() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder(
				(breaker) -> breaker.withWindowSize(10).withSlowCallDuration(Duration.ofSeconds(2)))
			.resilience((resilience) -> resilience
				.withRateLimit(new RateLimitSettings(1, Duration.ofMillis(2500), Duration.ofSeconds(10))))
			.build()) {
			session.get("/x");
			session.get("/x");
			session.get("/x");
			assertThat(session.unwrap(CircuitBreaker.class).getMetrics().getNumberOfSlowCalls()).isZero();
		}
	}

	@Test
	void rateOfFailuresCounts() {
		for (double threshold : new double[] { 75, 76 }) {
			this.server.otherwise(Reply.status(500), Reply.status(500), Reply.status(500), Reply.ok("ok"));
			try (Session session = session(
					(breaker) -> breaker.withWindowSize(4).withFailureRateThreshold(threshold))) {
				for (int i = 0; i < 4; i++) {
					assertThat(state(session)).isEqualTo(State.CLOSED);
					session.get("/x");
				}
				assertThat(state(session)).isEqualTo((threshold > 75) ? State.CLOSED : State.OPEN);
			}
		}
	}

	@Test
	void onlyTheLastAttemptsCount() {
		this.server.otherwise(Reply.status(500), Reply.ok("ok"), Reply.ok("ok"), Reply.status(500), Reply.status(500));
		try (Session session = session((breaker) -> breaker.withWindowSize(2).withFailureRateThreshold(100))) {
			for (int i = 0; i < 5; i++) {
				assertThat(state(session)).isEqualTo(State.CLOSED);
				session.get("/x");
			}
			assertThat(state(session)).isEqualTo(State.OPEN);
		}
	}

	@Test
	void fewAttemptsDoNotOpenIt() {
		this.server.otherwise(Reply.status(500));
		try (Session session = session((breaker) -> breaker.withWindowSize(10).withMinimumCalls(3))) {
			session.get("/x");
			session.get("/x");
			assertThat(state(session)).isEqualTo(State.CLOSED);
			session.get("/x");
			assertThat(state(session)).isEqualTo(State.OPEN);
		}
	}

	@Test
	void closesWhenTheServerRecovers() {
		this.server.otherwise(Reply.status(500), Reply.ok("well"));
		try (Session session = session(
				(breaker) -> breaker.withOpenDuration(Duration.ofMillis(50)).withHalfOpenCalls(2))) {
			session.get("/x");
			assertThat(state(session)).isEqualTo(State.OPEN);
			await().ignoreExceptionsInstanceOf(CircuitOpenException.class)
				.until(() -> session.get("/x").text().equals("well"));
			assertThat(state(session)).isEqualTo(State.HALF_OPEN);
			session.get("/x");
			assertThat(state(session)).isEqualTo(State.CLOSED);
		}
	}

	@Test
	void trialCallsAreLimited() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("well")));
		try (Session session = session((breaker) -> breaker.withHalfOpenCalls(1))) {
			CircuitBreaker breaker = session.unwrap(CircuitBreaker.class);
			breaker.transitionToOpenState();
			breaker.transitionToHalfOpenState();
			Future<Response> trial = this.calls.start(() -> session.get("/x"));
			gate.awaitArrivals(1);
			assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("half open")
				.withMessageContaining("circuit-breaker.half-open-calls");
			gate.open();
			assertThat(trial.get().text()).isEqualTo("well");
			assertThat(state(session)).isEqualTo(State.CLOSED);
		}
	}

	@Test
	void unusedTrialPermitIsReturned() {
		this.server.otherwise(Reply.ok("well"));
		try (Session session = builder((breaker) -> breaker.withHalfOpenCalls(1))
			.egress((egress) -> egress.withAllowedHosts(List.of()))
			.build()) {
			CircuitBreaker breaker = session.unwrap(CircuitBreaker.class);
			breaker.transitionToOpenState();
			breaker.transitionToHalfOpenState();
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get("http://localhost.example.com/x"));
			assertThat(session.get("/x").text()).isEqualTo("well");
		}
	}

	@Test
	void forkSharesIt() {
		this.server.otherwise(Reply.status(500));
		try (Session session = session((breaker) -> breaker)) {
			session.fork().get("/x");
			assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> session.get("/x"));
			assertThatIllegalArgumentException().isThrownBy(
					() -> session.fork((fork) -> fork.resilience((resilience) -> resilience.withCircuitBreaker(null))));
		}
	}

	@Test
	void mountHasItsOwn() {
		this.server.on("/reports", Reply.status(500)).on("/plain", Reply.status(500)).otherwise(Reply.ok("ok"));
		try (Session session = builder((breaker) -> breaker).mount("/reports", (mount) -> {
		}).mount("/plain", (mount) -> mount.resilience((resilience) -> resilience.withCircuitBreaker(null))).build()) {
			session.get("/reports");
			assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> session.get("/reports"))
				.withMessageContaining("'test[/reports]'");
			assertThat(session.get("/x").text()).isEqualTo("ok");
			session.get("/plain");
			session.get("/plain");
			assertThat(session.unwrap(Transport.class).resilienceHandlers()).map(ResilienceHandlers::instances)
				.map((instances) -> instances.stream()
					.map(CircuitBreaker.class::cast)
					.map((breaker) -> breaker.getName() + " " + breaker.getState())
					.toList())
				.containsExactly(List.of("test CLOSED"), List.of("test[/reports] OPEN"), List.of());
		}
	}

	@Test
	void mountMayHaveTheOnlyOne() {
		this.server.on("/reports", Reply.status(500)).otherwise(Reply.status(500));
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.mount("/reports", (mount) -> mount.resilience(
					(resilience) -> resilience.withCircuitBreaker(CircuitBreakerSettings.defaults().withWindowSize(1))))
			.build()) {
			session.get("/reports");
			assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> session.get("/reports"));
			session.get("/x");
			assertThat(session.get("/x").status().value()).isEqualTo(500);
		}
	}

	@Test
	void stateCanBeRead() {
		this.server.otherwise(Reply.status(500));
		try (Session session = session((breaker) -> breaker)) {
			session.get("/x");
			assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> session.get("/x"));
			CircuitBreaker breaker = session.unwrap(CircuitBreaker.class);
			assertThat(session.unwrap(Transport.class).resilienceHandlers()).singleElement()
				.extracting(ResilienceHandlers::instances)
				.isEqualTo(List.of(breaker));
			assertThat(breaker.getName()).isEqualTo("test");
			assertThat(breaker.getState()).isEqualTo(State.OPEN);
			assertThat(breaker.getMetrics().getFailureRate()).isEqualTo(100);
			assertThat(breaker.getMetrics().getSlowCallRate()).isZero();
			assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isEqualTo(1);
		}
	}

	@Test
	void sessionWithoutSettingsHasNone() {
		this.server.otherwise(Reply.status(500));
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.unwrap(CircuitBreaker.class));
			assertThat(session.unwrap(Transport.class).resilienceHandlers()).singleElement()
				.satisfies((guards) -> assertThat(guards.circuitBreaker()).isNull());
		}
	}

	private State stateAfterGet() {
		try (Session session = builder((breaker) -> breaker)
			.timeout((timeout) -> timeout.withRead(Duration.ofMillis(200)))
			.build()) {
			Throwable unused = catchThrowable(() -> session.get("/x"));
			return state(session);
		}
	}

	private static State state(Session session) {
		return session.unwrap(CircuitBreaker.class).getState();
	}

	private static void assertThatNothingWasCounted(Session session) {
		assertThat(session.unwrap(CircuitBreaker.class).getMetrics().getNumberOfBufferedCalls()).isZero();
	}

	private Session session(UnaryOperator<CircuitBreakerSettings> change) {
		return builder(change).build();
	}

	/**
	 * A session that sends each request once, with a circuit breaker that opens at the
	 * first failure.
	 */
	private SessionBuilder builder(UnaryOperator<CircuitBreakerSettings> change) {
		CircuitBreakerSettings settings = change.apply(CircuitBreakerSettings.defaults().withWindowSize(1));
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.resilience((resilience) -> resilience.withCircuitBreaker(settings));
	}

}
