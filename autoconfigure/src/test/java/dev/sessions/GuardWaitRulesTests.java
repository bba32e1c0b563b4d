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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.ratelimiter.RateLimiter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the events that end the wait for a bulkhead or a rate limit.
 */
class GuardWaitRulesTests {

	private static final Duration WAKE = Duration.ofMillis(100);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 26: the total timeout ends the wait for a bulkhead or a rate limit")
	void totalTimeoutEndsWait(Waiting waiting) {
		try (Session session = session(waiting)) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(300))))
				.withMessageContaining("while it waited for " + waiting.words + " 'test'");
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			waiting.release(session);
			assertThat(waiting.isFree(session)).isTrue();
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: interruption wakes a call that waits for a bulkhead or a rate limit within 100 ms")
	void interruptionWakes(Waiting waiting) throws Exception {
		for (Face face : Face.values()) {
			assertWakes(waiting, face, (session, caller) -> caller.interrupt(), true);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 35: close() wakes a call that waits for a bulkhead or a rate limit within 100 ms")
	void closeWakes(Waiting waiting) throws Exception {
		for (Face face : Face.values()) {
			assertWakes(waiting, face, (session, caller) -> session.close(), false);
		}
	}

	/**
	 * On a busy machine a thread may be scheduled late, so the best of several
	 * measurements counts.
	 */
	private void assertWakes(Waiting waiting, Face face, Wake wake, boolean interrupted) throws Exception {
		Duration best = Duration.ofDays(1);
		for (int i = 0; i < 5 && best.compareTo(WAKE) >= 0; i++) {
			try (Session session = session(waiting)) {
				FutureTask<Boolean> outcome = new FutureTask<>(() -> {
					try {
						face.get(session, this.server.url("/x"));
						return null;
					}
					catch (IOException | SessionException ex) {
						return Thread.currentThread().isInterrupted();
					}
				});
				Thread caller = new Thread(outcome, "waiting-caller");
				caller.setDaemon(true);
				caller.start();
				await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
				Stopwatch stopwatch = Stopwatch.start();
				wake.wake(session, caller);
				assertThat(outcome.get(10, TimeUnit.SECONDS)).as("still interrupted").isEqualTo(interrupted);
				Duration time = stopwatch.elapsed();
				best = (time.compareTo(best) < 0) ? time : best;
			}
		}
		assertThat(best).isLessThan(WAKE);
		assertThat(this.server.requests()).isEmpty();
	}

	/**
	 * A session whose next call has to wait.
	 */
	private Session session(Waiting waiting) {
		Session session = Session.builder("test").baseUrl(this.server.url()).resilience(waiting::settings).build();
		waiting.fill(session);
		return session;
	}

	private enum Waiting {

		BULKHEAD("the bulkhead") {

			@Override
			ResilienceSettings settings(ResilienceSettings resilience) {
				return resilience.withBulkhead(new BulkheadSettings(1, Duration.ofHours(1)));
			}

			@Override
			void fill(Session session) {
				assertThat(session.unwrap(Bulkhead.class).tryAcquirePermission()).isTrue();
			}

			@Override
			void release(Session session) {
				session.unwrap(Bulkhead.class).releasePermission();
			}

			@Override
			boolean isFree(Session session) {
				return session.unwrap(Bulkhead.class).getMetrics().getAvailableConcurrentCalls() == 1;
			}

		},

		RATE_LIMIT("a permit of the rate limit") {

			@Override
			ResilienceSettings settings(ResilienceSettings resilience) {
				return resilience.withRateLimit(new RateLimitSettings(1, Duration.ofHours(1), Duration.ofHours(10)));
			}

			@Override
			void fill(Session session) {
				assertThat(session.unwrap(RateLimiter.class).acquirePermission()).isTrue();
			}

			@Override
			void release(Session session) {
				// a period ends by itself
			}

			@Override
			boolean isFree(Session session) {
				return true;
			}

		};

		private final String words;

		Waiting(String words) {
			this.words = words;
		}

		abstract ResilienceSettings settings(ResilienceSettings resilience);

		abstract void fill(Session session);

		abstract void release(Session session);

		abstract boolean isFree(Session session);

	}

	@FunctionalInterface
	private interface Wake {

		void wake(Session session, Thread caller);

	}

}
