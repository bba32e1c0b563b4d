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
import java.util.function.UnaryOperator;

import dev.sessions.retry.RetrySettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who waits when a server asks to be left alone for a while.
 */
class SharedRetryAfterTests {

	private static final Duration QUIET = Duration.ofSeconds(1);

	private static final Duration LONG_QUIET = Duration.ofSeconds(15);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/limited", Reply.status(429).header("Retry-After", "1"))
		.on("/down", Reply.status(503).header("Retry-After", "1"))
		.on("/limited-for-long", Reply.status(429).header("Retry-After", "15"))
		.on("/gateway", Reply.status(502).header("Retry-After", "15"))
		.on("/far", Reply.status(503).header("Retry-After", "3600"))
		.otherwise(Reply.ok("ok"));

	@ParameterizedTest
	@ValueSource(strings = { "/limited", "/down" })
	void otherCallersWaitToo(String path) {
		try (Session session = session((retry) -> retry)) {
			Stopwatch stopwatch = toldToWait(session, path);
			assertThat(session.get("/x").text()).isEqualTo("ok");
			assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(QUIET);
		}
	}

	@Test
	void soDoForksAndWhoMayNotRepeat() {
		try (Session session = session((retry) -> retry)) {
			Stopwatch stopwatch = toldToWait(session.fork(), "/limited");
			assertThat(session.post("/x", (request) -> {
			}).text()).isEqualTo("ok");
			assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(QUIET);
		}
	}

	@Test
	void onlyUpToTheirOwnDeadline() {
		try (Session session = session((retry) -> retry)) {
			toldToWait(session, "/limited-for-long");
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(50))));
			assertThat(this.server.requests("/x")).isEmpty();
		}
	}

	@Test
	void otherServersAreNotMeant() {
		try (ScriptedServer other = ScriptedServer.start().otherwise(Reply.ok("other"));
				Session session = session((retry) -> retry)) {
			toldToWait(session, "/limited-for-long");
			assertThat(answersAtOnce(session, other.url("/x"))).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/gateway", "/far" })
	void nobodyWaitsForWhatIsNotSaidOfTheServerOrIsTooLong(String path) {
		try (Session session = session((retry) -> retry)) {
			toldToWait(session, path);
			assertThat(answersAtOnce(session, "/x")).isTrue();
		}
	}

	@Test
	void canBeSwitchedOff() {
		try (Session session = session((retry) -> retry.withShareRetryAfter(false))) {
			toldToWait(session, "/limited-for-long");
			assertThat(answersAtOnce(session, "/x")).isTrue();
		}
	}

	@Test
	void isOffWithoutRetries() {
		try (Session session = session((retry) -> retry.withMaxAttempts(1))) {
			toldToWait(session, "/limited-for-long");
			assertThat(answersAtOnce(session, "/x")).isTrue();
		}
	}

	/**
	 * A call of which it is the last attempt, so that it does not wait itself.
	 */
	private static Stopwatch toldToWait(Session session, String path) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(session.get(path, (request) -> request.maxAttempts(1)).ok()).isFalse();
		return stopwatch;
	}

	private static boolean answersAtOnce(Session session, String uri) {
		Stopwatch stopwatch = Stopwatch.start();
		return session.get(uri).ok() && stopwatch.elapsed().compareTo(LONG_QUIET) < 0;
	}

	private Session session(UnaryOperator<RetrySettings> retry) {
		return Session.builder("test").baseUrl(this.server.url()).retry(retry).build();
	}

}
