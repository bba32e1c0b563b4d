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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.sessions.settings.Jitter;
import dev.sessions.settings.RetrySettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@code Retry-After} (RFC 9110, section 10.2.3). The session's own backoff is
 * zero.
 */
class RetryAfterRulesTests {

	private static final Duration AT_ONCE = Duration.ofSeconds(10);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	@DisplayName("RULE 27: a number of seconds is waited")
	void seconds(int status) {
		this.server.otherwise(Reply.status(status).header("Retry-After", "1"), Reply.ok("in time"));
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(call().text()).isEqualTo("in time");
		assertThat(stopwatch.elapsed()).isBetween(Duration.ofSeconds(1), AT_ONCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
			"EEE MMM ppd HH:mm:ss yyyy" })
	@DisplayName("RULE 27: a date in any HTTP format is awaited")
	void date(String pattern) {
		this.server.otherwise(Reply.status(503).header("Retry-After", inSeconds(2, pattern)), Reply.ok("in time"));
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(call().text()).isEqualTo("in time");
		assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(900), AT_ONCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "00", "-30", "-0", "+30", "", " ", "soon", "30.5", "3e1", "0x20", "30s", "30, 30",
			"30,30", "30;2", "\u0663\u0660", "NaN", "Wed, 32 Foo 2099 99:99:99 GMT", "2099-01-01T00:00:00Z",
			"Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 01 Jan 1970 00:00:00 GMT" })
	@DisplayName("RULE 27: zero, garbage, negative and past values neither throw nor wait")
	void neitherThrowsNorWaits(String value) {
		this.server.otherwise(Reply.status(503).header("Retry-After", value), Reply.ok("in time"));
		Stopwatch stopwatch = Stopwatch.start();
		Response response = call();
		assertThat(stopwatch.elapsed()).isLessThan(AT_ONCE);
		assertThat(response.text()).isEqualTo("in time");
		assertThat(response.attempts()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "30", "3600", "soon" })
	@DisplayName("RULE 27: a repeated header neither throws nor waits")
	void doubled(String second) {
		this.server.otherwise(Reply.status(503).header("Retry-After", "30").header("Retry-After", second),
				Reply.ok("in time"));
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(call().text()).isEqualTo("in time");
		assertThat(stopwatch.elapsed()).isLessThan(AT_ONCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9999999999", "Fri, 31 Dec 9999 23:59:59 GMT" })
	@DisplayName("RULE 27: no value is beyond what the largest max-retry-after can be compared with")
	void beyondTheLargestMaximum(String value) {
		this.server.otherwise(Reply.status(503).header("Retry-After", value));
		Duration largest = Duration.ofDays(365);
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxRetryAfter(largest))
			.build()) {
			assertThat(session.get("/x").status().value()).isEqualTo(503);
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetrySettings.defaults().withMaxRetryAfter(largest.plusMillis(1)))
			.withMessageContaining("max-retry-after must not be longer than a year");
	}

	@ParameterizedTest
	@ValueSource(strings = { "61", "3600", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808",
			"99999999999999999999999999999999", "0000000000000000061" })
	@DisplayName("RULE 27: beyond max-retry-after the response is returned at once")
	void beyondMaximum(String value) {
		this.server.otherwise(Reply.status(503).header("Retry-After", value).body("later"));
		Stopwatch stopwatch = Stopwatch.start();
		Response response = call();
		assertThat(stopwatch.elapsed()).isLessThan(AT_ONCE);
		assertThat(response.status().value()).isEqualTo(503);
		assertThat(response.text()).isEqualTo("later");
		assertThat(response.attempts()).isEqualTo(1);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 27: the same applies to a date")
	void dateBeyondMaximum() {
		this.server.otherwise(Reply.status(503)
			.header("Retry-After", inSeconds(120, "EEE, dd MMM yyyy HH:mm:ss 'GMT'"))
			.body("later"));
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(call().text()).isEqualTo("later");
		assertThat(stopwatch.elapsed()).isLessThan(AT_ONCE);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "31", "59" })
	@DisplayName("RULE 27: beyond the time left the response is returned at once")
	void beyondTimeLeft(String value) {
		this.server.otherwise(Reply.status(503).header("Retry-After", value).body("later"));
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(Duration.ofSeconds(30))).build()) {
			Stopwatch stopwatch = Stopwatch.start();
			Response response = session.get("/x");
			assertThat(stopwatch.elapsed()).isLessThan(AT_ONCE);
			assertThat(response.text()).isEqualTo("later");
			assertThat(response.attempts()).isEqualTo(1);
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 27: no value causes a busy loop")
	void doesNotSpin() {
		this.server.otherwise(Reply.status(503).header("Retry-After", "0").body("never"));
		Response response = call();
		assertThat(response.text()).isEqualTo("never");
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	@DisplayName("RULE 27: a shorter value does not shorten the backoff")
	void doesNotShortenBackoff() {
		this.server.otherwise(Reply.status(503).header("Retry-After", "0"), Reply.ok("in time"));
		try (Session session = builder()
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ofMillis(300))))
			.build()) {
			Stopwatch stopwatch = Stopwatch.start();
			session.get("/x");
			assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		}
	}

	private Response call() {
		try (Session session = builder().build()) {
			return session.get("/x");
		}
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO).withJitter(Jitter.NONE))
				.withMaxRetryAfter(Duration.ofMinutes(1)));
	}

	private static String inSeconds(int seconds, String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
			.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
	}

}
