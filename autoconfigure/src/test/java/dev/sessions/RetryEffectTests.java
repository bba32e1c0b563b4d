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

import java.time.Duration;
import java.util.Set;

import dev.sessions.settings.Backoff;
import dev.sessions.settings.Jitter;
import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the effect of the retry settings on the wire.
 */
class RetryEffectTests {

	private static final Duration LATE = Duration.ofSeconds(10);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.status(503));

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5 })
	void maxAttemptsBoundsTheAttempts(int maxAttempts) {
		assertThat(attempts(atOnce().withMaxAttempts(maxAttempts))).isEqualTo(maxAttempts);
		assertThat(this.server.requests()).hasSize(maxAttempts);
	}

	@Test
	void maxAttemptsIsThreeByDefault() {
		assertThat(attempts(RetrySettings.defaults())).isEqualTo(3);
	}

	@Test
	void methodsSelectsRepeatableMethods() {
		try (Session session = session(atOnce().withMethods(Set.of("POST")))) {
			assertThat(session.send(HttpMethod.POST, "/x").attempts()).isEqualTo(3);
			assertThat(session.send(HttpMethod.GET, "/x").attempts()).isEqualTo(1);
		}
	}

	@Test
	void statusesSelectsRetriedStatuses() {
		this.server.on("/teapot", Reply.status(418));
		try (Session session = session(atOnce().withStatuses(Set.of(418)))) {
			assertThat(session.get("/teapot").attempts()).isEqualTo(3);
			assertThat(session.get("/x").attempts()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 404, 408, 425, 500, 501, 505 })
	void statusesAreFourByDefault(int status) {
		this.server.on("/other", Reply.status(status));
		try (Session session = session(atOnce())) {
			assertThat(session.get("/other").attempts()).isEqualTo(1);
		}
	}

	@Test
	void backoffDelayIsWaited() {
		assertThat(timeOf(backoff(Duration.ofMillis(200), 1, Duration.ofSeconds(1), Jitter.NONE)))
			.isBetween(Duration.ofMillis(400), LATE);
	}

	@Test
	void backoffMultiplierLengthensTheNextWait() {
		assertThat(timeOf(backoff(Duration.ofMillis(50), 6, Duration.ofSeconds(1), Jitter.NONE)))
			.isBetween(Duration.ofMillis(350), LATE);
	}

	@Test
	void backoffMaxDelayBoundsTheWait() {
		assertThat(timeOf(backoff(Duration.ofMillis(50), 1000, Duration.ofMillis(100), Jitter.NONE)))
			.isBetween(Duration.ofMillis(150), LATE);
	}

	@Test
	void backoffJitterShortensTheWait() {
		RetrySettings full = backoff(Duration.ofMillis(200), 1, Duration.ofMillis(200), Jitter.FULL);
		try (Session session = session(full.withMaxAttempts(21))) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThat(session.get("/x").attempts()).isEqualTo(21);
			assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(400), Duration.ofMillis(3600));
		}
	}

	@Test
	void maxRetryAfterEndsTheRetries() {
		this.server.otherwise(Reply.status(503).header("Retry-After", "1"));
		assertThat(attempts(atOnce().withMaxRetryAfter(Duration.ofMillis(500)))).isEqualTo(1);
	}

	@Test
	void budgetRatioIsEarnedByCalls() {
		try (Session session = session(atOnce().withBudget(new RetryBudgetSettings(0.5, 0)))) {
			assertThat(session.get("/x").attempts()).isEqualTo(1);
			assertThat(session.get("/x").attempts()).isEqualTo(2);
			assertThat(session.get("/x").attempts()).isEqualTo(1);
			assertThat(session.get("/x").attempts()).isEqualTo(2);
		}
	}

	@Test
	void budgetMinPerSecondIsEarnedByTime() {
		assertThat(attempts(atOnce().withBudget(new RetryBudgetSettings(0, 1000)))).isEqualTo(3);
	}

	@Test
	void budgetOfNothingAllowsNone() {
		assertThat(attempts(atOnce().withBudget(new RetryBudgetSettings(0, 0)))).isEqualTo(1);
	}

	private Duration timeOf(RetrySettings settings) {
		try (Session session = session(settings)) {
			session.get("/warm-up", (request) -> request.maxAttempts(1));
			Stopwatch stopwatch = Stopwatch.start();
			assertThat(session.get("/x").attempts()).isEqualTo(3);
			return stopwatch.elapsed();
		}
	}

	private int attempts(RetrySettings settings) {
		try (Session session = session(settings)) {
			return session.get("/x").attempts();
		}
	}

	private Session session(RetrySettings settings) {
		return Session.builder("test").baseUrl(this.server.url()).retry((retry) -> settings).build();
	}

	private static RetrySettings backoff(Duration delay, double multiplier, Duration maxDelay, Jitter jitter) {
		return atOnce().withBackoff(new Backoff(delay, multiplier, maxDelay, jitter));
	}

	private static RetrySettings atOnce() {
		RetrySettings defaults = RetrySettings.defaults();
		return defaults.withBackoff(defaults.backoff().withDelay(Duration.ZERO))
			.withBudget(new RetryBudgetSettings(10, 1000));
	}

}
