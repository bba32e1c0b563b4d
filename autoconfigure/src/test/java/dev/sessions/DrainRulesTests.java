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

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of bodies that are not read: those of redirects and of retried responses.
 */
class DrainRulesTests {

	private static final String REDIRECT = "HTTP/1.1 302 Found\r\nLocation: /there\r\n";

	private static final String UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\n";

	/**
	 * Far more time than a body may take, far less than the server would continue.
	 */
	private static final Duration SOON = Duration.ofSeconds(10);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 25: a short body is drained, and its connection is reused")
	void shortBody(Face face) throws IOException {
		this.server.on("/x", Reply.redirect(302, "/there").body("short"))
			.on("/there", Reply.status(503).body("short").chunked(), Reply.ok("there"));
		assertThat(get(face)).isEqualTo("there");
		assertThat(this.server.accepted()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 25: a long body of a redirect is not read to its end")
	void longBodyOfRedirect(Face face) throws IOException {
		assertAbandons(face, endless(REDIRECT, Duration.ZERO));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 25: a slow body of a redirect is not read to its end")
	void drippingBodyOfRedirect(Face face) throws IOException {
		assertAbandons(face, endless(REDIRECT, Duration.ofMillis(5)));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 25: a missing body of a redirect is not awaited")
	void missingBodyOfRedirect(Face face) throws IOException {
		assertAbandons(face, endless(REDIRECT, Duration.ofMinutes(1)));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 25: the same applies to a retried response")
	void bodyOfRetriedResponse(Face face) throws IOException {
		this.server.on("/there", Reply.ok("there"));
		assertAbandons(face, endless(UNAVAILABLE, Duration.ofMinutes(1)), Reply.ok("there"));
	}

	private void assertAbandons(Face face, Answer... answers) throws IOException {
		this.server.on("/x", answers).on("/there", Reply.ok("there"));
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(get(face)).isEqualTo("there");
		assertThat(stopwatch.elapsed()).isLessThan(SOON);
		assertThat(this.server.accepted()).isEqualTo(2);
	}

	private String get(Face face) throws IOException {
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(40)).withTotal(Duration.ofMinutes(1)))
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.build()) {
			String body = face.get(session, this.server.url("/x")).body();
			await().until(() -> session.pool().leased() == 0);
			assertThat(session.pool().available()).isOne();
			return body;
		}
	}

	/**
	 * A body without an end.
	 */
	private static Answer endless(String head, Duration interval) {
		return (request, connection) -> {
			connection.send(head + "Transfer-Encoding: chunked\r\n\r\n");
			while (true) {
				connection.send("5\r\nagain\r\n");
				if (!interval.isZero()) {
					connection.pause(interval);
				}
			}
		};
	}

}
