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

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import dev.sessions.ReadTimeoutException;
import dev.sessions.ResponseTooLargeException;
import dev.sessions.SessionException;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of faults of retried responses.
 */
class RetryFaultTests {

	private static final String UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\n";

	private static final Outcome BUSY = Outcome.response(503, "busy");

	private static final Outcome NO_ANSWER = Outcome.failure(SessionException.class,
			"the server closed the connection without an answer");

	private static final Outcome SILENT = Outcome.failure(ReadTimeoutException.class, "");

	@ParameterizedTest
	@MethodSource("rows")
	void isHandled(FaultRow row) throws InterruptedException {
		Trial.of(row);
	}

	static List<FaultRow> rows() {
		return List.of(
				FaultRow.of("answers 503 again and again", Reply.status(503).body("busy"))
					.answers(503, "busy")
					.sent(3, 1)
					.keepsConnection(),
				FaultRow.of("answers 429 again and again", Reply.status(429).body("busy"))
					.answers(429, "busy")
					.sent(3, 1)
					.keepsConnection(),
				FaultRow.of("answers 503 once", Reply.status(503).body("busy"), Reply.ok("ok"))
					.answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				FaultRow.of("answers 500", Reply.status(500).body("broken")).answers(500, "broken").keepsConnection(),
				FaultRow.of("closes the connection without an answer once", Faults.closeWithoutAnswer(), Reply.ok("ok"))
					.answers(200, "ok")
					.post(NO_ANSWER)
					.sent(2, 1)
					.keepsConnection(),
				FaultRow.of("answers only the second request", Faults.silence(), Reply.ok("ok"))
					.answers(200, "ok")
					.post(SILENT)
					.after(Ending.READ)
					.sent(2, 1)
					.keepsConnection(),
				FaultRow.of("answers 503 with a body that does not end", Faults.endless(UNAVAILABLE + "\r\n", "x"))
					.fails(ResponseTooLargeException.class)
					.stream(5, Outcome.response(503, "xxxxx"))
					.sent(3, 1),
				FaultRow.of("answers 503 with a gzip bomb", Trial.BOMB.in(Reply.status(503)))
					.fails(ResponseTooLargeException.class)
					.stream(5, Outcome.response(503, "\0\0\0\0\0"))
					.sent(3, 1),
				retryAfter("asks for a second by `Retry-After`", "1").answers(200, "ok")
					.post(BUSY)
					.after(Ending.RETRY_AFTER)
					.sent(2, 1)
					.keepsConnection(),
				inTwoSeconds("asks for two seconds by a date").answers(200, "ok")
					.post(BUSY)
					.after(Ending.RETRY_AFTER)
					.sent(2, 1)
					.keepsConnection(),
				retryAfter("sends an invalid `Retry-After` (`soon`)", "soon").answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				retryAfter("names a negative `Retry-After` (`-30`)", "-30").answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				retryAfter("names a `Retry-After` with a fraction (`30.5`)", "30.5").answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				retryAfter("names a date that is over", "Sun, 06 Nov 1994 08:49:37 GMT").answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				retryAfter("sends a date that does not exist", "Wed, 32 Foo 2099 99:99:99 GMT").answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				doubled("names two `Retry-After`", "30", "60").answers(200, "ok")
					.post(BUSY)
					.sent(2, 1)
					.keepsConnection(),
				retryAfter("names a `Retry-After` beyond `retry.max-retry-after` (`3600`)", "3600").answers(503, "busy")
					.keepsConnection(),
				retryAfter("names a `Retry-After` of 30 digits", "9".repeat(30)).answers(503, "busy").keepsConnection(),
				retryAfter("names a date in a hundred years", "Mon, 25 Nov 2126 12:00:00 GMT").answers(503, "busy")
					.keepsConnection());
	}

	private static FaultRow.Cause retryAfter(String fault, String value) {
		return FaultRow.of(fault, Reply.status(503).header("Retry-After", value).body("busy"), Reply.ok("ok"));
	}

	private static FaultRow.Cause inTwoSeconds(String fault) {
		Answer busy = (request, connection) -> {
			// a date has no fractions of a second, so this is one to two seconds
			ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
			Reply.status(503)
				.header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date))
				.body("busy")
				.send(request, connection);
		};
		return FaultRow.of(fault, busy, Reply.ok("ok"));
	}

	private static FaultRow.Cause doubled(String fault, String first, String second) {
		return FaultRow.of(fault,
				Reply.status(503).header("Retry-After", first).header("Retry-After", second).body("busy"),
				Reply.ok("ok"));
	}

}
