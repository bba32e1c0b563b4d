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

import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Verifies that an attempt counts when it is made, not when it is scheduled.
 */
class AttemptCountTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.otherwise(Reply.status(503).header("Retry-After", "10"));

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HTTP_CLIENT")
	void closingTheSessionDuringTheWaitLeavesOneAttempt(Face face) {
		Session[] closing = new Session[1];
		closing[0] = builder().onRetry((event) -> closing[0].close()).build();
		assertThatExceptionOfType(SessionClosedException.class)
			.isThrownBy(() -> face.get(closing[0], this.server.url("/x")))
			.withMessageContaining("the session was closed (1 attempt, ")
			.satisfies((ex) -> assertThat(ex.attempts()).isOne());
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HTTP_CLIENT")
	void interruptionDuringTheWaitLeavesOneAttempt(Face face) {
		try (Session session = builder().onRetry((event) -> Thread.currentThread().interrupt()).build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> face.get(session, this.server.url("/x")))
				.withMessageContaining("the call was interrupted (1 attempt, ");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void holdAfterTheWaitLeavesOneAttempt() {
		this.server.on("/first", Reply.status(503));
		Session[] session = new Session[1];
		session[0] = builder().onRetry((event) -> session[0].get("/hold", (request) -> request.maxAttempts(1))).build();
		try (Session first = session[0]) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> first.get("/first", (request) -> request.timeout(Duration.ofSeconds(5))))
				.satisfies((ex) -> assertThat(ex.attempts()).isOne());
		}
		assertThat(this.server.requests("/first")).hasSize(1);
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

}
