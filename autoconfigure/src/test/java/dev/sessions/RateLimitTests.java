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
import java.util.Iterator;
import java.util.List;

import dev.sessions.settings.RateLimitSettings;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the requests that the rate limit of a session counts, and of an exhausted
 * limit.
 */
class RateLimitTests {

	private static final Duration LONG = Duration.ofHours(1);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	void exhaustedLimitFailsImmediately(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = session(2, LONG, Duration.ZERO)) {
			face.get(session, this.server.url("/x"));
			face.get(session.fork(), this.server.url("/x"));
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
				.isInstanceOf((face == Face.HTTP_CLIENT) ? IOException.class : RateLimitException.class);
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void messageContainsTheRemedy() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = session(1, LONG, Duration.ofSeconds(2))) {
			session.get("/x");
			assertThatExceptionOfType(RateLimitException.class)
				.isThrownBy(() -> session.get("/users/{id}?token=secret", 7))
				.withMessageContaining("Session 'test': GET " + this.server.url("/users/7") + " failed: ")
				.withMessageContaining("the rate limit 'test' of 1 requests in 3600000 ms is used up")
				.withMessageContaining("within 2000 ms")
				.withMessageContaining("rate-limit.limit-for-period")
				.withMessageNotContaining("secret");
		}
	}

	@Test
	void eachAttemptCounts() {
		this.server.otherwise(Reply.status(503));
		try (Session session = session(2, LONG, Duration.ZERO)) {
			assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> session.get("/x"))
				.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void eachHopOfARedirectCounts() {
		this.server.on("/from", Reply.redirect(302, "/to")).otherwise(Reply.ok("ok"));
		try (Session session = session(1, LONG, Duration.ZERO)) {
			assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> session.get("/from"));
		}
		assertThat(this.server.requests("/to")).isEmpty();
	}

	@Test
	void repetitionWithAnotherCredentialCounts() {
		this.server.otherwise(Reply.status(401), Reply.ok("ok"));
		Iterator<String> tokens = List.of("one", "two", "three").iterator();
		try (Session session = builder(1, LONG, Duration.ZERO).auth(Credentials.bearer(tokens::next)).build()) {
			assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> session.get("/x"));
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void unsentRequestDoesNotCount() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder(1, LONG, Duration.ZERO).egress((egress) -> egress.withAllowedHosts(List.of()))
			.build()) {
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> session.get("http://localhost.example.com/x"));
			assertThat(session.get("/x").text()).isEqualTo("ok");
		}
	}

	@Test
	void requestWaitsForTheNextPeriod() {
		this.server.otherwise(Reply.ok("ok"));
		Duration period = Duration.ofMillis(200);
		try (Session session = session(1, period, Duration.ofSeconds(20))) {
			Stopwatch stopwatch = Stopwatch.start();
			for (int i = 0; i < 4; i++) {
				assertThat(session.get("/x").text()).isEqualTo("ok");
			}
			assertThat(stopwatch.elapsed()).isGreaterThan(period.multipliedBy(2));
		}
	}

	private Session session(int limit, Duration period, Duration maxWait) {
		return builder(limit, period, maxWait).build();
	}

	private SessionBuilder builder(int limit, Duration period, Duration maxWait) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.resilience((resilience) -> resilience.withRateLimit(new RateLimitSettings(limit, period, maxWait)));
	}

}
