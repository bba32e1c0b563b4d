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

package dev.sessions.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.SessionException;
import dev.sessions.TotalTimeoutException;
import dev.sessions.internal.resilience.ResilienceRegistries;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.Stopwatch;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.ratelimiter.RateLimiter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that the total timeout of a call is kept in each phase.
 */
class DeadlineFaultTests {

	private static final Duration TOLERANCE = Duration.ofMillis(250);

	/**
	 * The longest wait before another attempt. A wait beyond the remaining time is not
	 * begun, so the call ends earlier by at most this duration.
	 */
	private static final Duration BACKOFF = Duration.ofMillis(50);

	private static final Duration EARLIEST = Ending.SHORT.minus(BACKOFF).minusMillis(10);

	private static final Duration LATEST = Ending.SHORT.plus(TOLERANCE);

	private static final Duration FAR = Duration.ofHours(1);

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final Duration DRIP = Duration.ofMillis(100);

	/**
	 * On a busy machine a thread may be scheduled late, so the best of several
	 * measurements counts. No call may end too early.
	 */
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("phasesAndWays")
	@DisplayName("RULE 26: the total timeout is kept within 250 ms in each phase")
	void isKept(Phase phase, Way way) throws Exception {
		Duration best = FAR;
		for (int i = 0; i < 5 && best.compareTo(LATEST) > 0; i++) {
			Duration time = time(phase, way);
			assertThat(time).isGreaterThanOrEqualTo(EARLIEST);
			best = (time.compareTo(best) < 0) ? time : best;
		}
		assertThat(best).isLessThanOrEqualTo(LATEST);
	}

	static Stream<Arguments> phasesAndWays() {
		return phases().flatMap((phase) -> Arrays.stream(Way.values())
			.filter((way) -> way != Way.STREAM || !phase.isBody)
			.map((way) -> Arguments.of(phase, way)));
	}

	private static Stream<Phase> phases() {
		return Stream.of(phase("a head, a byte now and then", at(Faults.drip(OK + "X: ", "x", DRIP))),
				phase("a connection that is free", (scene) -> scene.fullPool(Trial.CONNECTIONS)),
				phase("the address of a name", Scene::lookedUpForEver),
				phase("a server that takes up the connection", (scene) -> Scene.backlogIsFull()),
				phase("a handshake, a byte now and then", (scene) -> Scene.drippingHandshake()),
				phase("a body, a byte now and then", at(Faults.drip(OK + "Content-Length: 1000\r\n\r\n", "x", DRIP)))
					.ofBody(),
				phase("chunks, one now and then",
						at(Faults.drip(OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", DRIP)))
					.ofBody(),
				phase("the next attempt", at(Faults.closeWithoutAnswer())).ofAttempts(),
				phase("attempts that take their time", at((request, connection) -> {
					connection.pause(DRIP);
					connection.close();
				})).ofAttempts(),
				phase("a redirect, a byte now and then, and where it leads to", at(Faults
					.drip("HTTP/1.1 302 Found\r\nLocation: /silent\r\nContent-Length: 1000\r\n\r\n", "x", DRIP))),
				phase("the bulkhead", (scene) -> {
					assertThat(scene.session().unwrap(Bulkhead.class).tryAcquirePermission()).isTrue();
					return at(Reply.ok("ok")).open(scene);
				}).with((guards) -> guards.withBulkhead(new BulkheadSettings(1, FAR))),
				phase("a permit of the rate limit", (scene) -> {
					assertThat(scene.session().unwrap(RateLimiter.class).acquirePermission()).isTrue();
					return at(Reply.ok("ok")).open(scene);
				}).with((guards) -> guards.withRateLimit(new RateLimitSettings(1, FAR, FAR))));
	}

	private static Phase phase(String name, Scene.Opens opens) {
		return new Phase(name, opens, UnaryOperator.identity(), TotalTimeoutException.class, false);
	}

	private static Duration time(Phase phase, Way way) throws Exception {
		TransportSettings settings = Trial.transport(Ending.TOTAL);
		settings = settings.withRetry(retry(settings.retry()))
			.withResilience(ResilienceRegistries.complete(phase.guards.apply(settings.resilience()), "test"));
		try (Scene scene = new Scene(settings); Scene.Port port = phase.opens.open(scene)) {
			Stopwatch stopwatch = Stopwatch.start();
			Throwable thrown = catchThrowable(
					() -> way.send(scene.session(), HttpMethod.GET, port.url(), Integer.MAX_VALUE));
			Duration elapsed = stopwatch.elapsed();
			assertThat(thrown).isInstanceOf(phase.failure);
			return elapsed;
		}
	}

	/**
	 * As many attempts as the time allows.
	 */
	private static RetrySettings retry(RetrySettings retry) {
		return retry.withMaxAttempts(1_000_000)
			.withBackoff(retry.backoff().withDelay(BACKOFF).withMultiplier(1))
			.withBudget(new RetryBudgetSettings(1, 1_000_000));
	}

	private static Scene.Opens at(Answer answer) {
		return (scene) -> {
			scene.server().on(FaultRow.PATH, answer).on("/silent", Faults.silence());
			return Scene.port(scene.server().url(FaultRow.PATH));
		};
	}

	/**
	 * A phase of a call.
	 *
	 * @param name its name
	 * @param opens opens a place where a call waits in this phase
	 * @param guards the resilience features of the session
	 * @param failure the failure of the call
	 * @param isBody whether the reader of a stream waits, and not the call
	 */
	private record Phase(String name, Scene.Opens opens, UnaryOperator<ResilienceSettings> guards,
			Class<? extends SessionException> failure, boolean isBody) {

		Phase ofBody() {
			return new Phase(this.name, this.opens, this.guards, this.failure, true);
		}

		/**
		 * If no time for another attempt remains, the failure is that of the last
		 * attempt.
		 */
		Phase ofAttempts() {
			return new Phase(this.name, this.opens, this.guards, SessionException.class, this.isBody);
		}

		Phase with(UnaryOperator<ResilienceSettings> guards) {
			return new Phase(this.name, this.opens, guards, this.failure, this.isBody);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
