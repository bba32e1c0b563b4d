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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the limit on retries across all callers.
 */
class RetryBudgetRulesTests {

	private static final int CALLS = 100;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 29: if every response is an error, the extra load is a fifth at most")
	void everyResponseIsAnError(Face face) throws IOException {
		this.server.otherwise(Reply.status(503));
		try (Session session = session(0.2)) {
			for (int i = 0; i < CALLS; i++) {
				assertThat(face.get(session, this.server.url("/x")).status()).isEqualTo(503);
			}
		}
		assertThat(this.server.requests()).hasSizeBetween(CALLS + 10, CALLS + 20);
	}

	@Test
	@DisplayName("RULE 29: the same applies if every connection fails")
	void everyConnectionFails() {
		this.server.otherwise(Faults.closeWithoutAnswer());
		try (Session session = session(0.2)) {
			for (int i = 0; i < CALLS; i++) {
				assertThat(catchThrowable(() -> session.get("/x"))).isInstanceOf(SessionException.class);
			}
		}
		assertThat(this.server.requests()).hasSizeBetween(CALLS + 10, CALLS + 20);
	}

	@Test
	@DisplayName("RULE 29: the session, its forks and all threads share the budget")
	void isShared() throws Exception {
		this.server.otherwise(Reply.status(503));
		try (Session session = session(0.2); BackgroundCalls calls = new BackgroundCalls()) {
			List<Future<?>> done = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				Session caller = (thread % 2 == 0) ? session : session.fork();
				done.add(calls.start(() -> {
					for (int i = 0; i < CALLS / 4; i++) {
						caller.get("/x");
					}
					return null;
				}));
			}
			for (Future<?> future : done) {
				future.get();
			}
		}
		assertThat(this.server.requests()).hasSizeBetween(CALLS + 10, CALLS + 20);
	}

	@Test
	@DisplayName("RULE 29: calls that succeed earn retries for those that fail")
	void successesEarnRetries() {
		this.server.on("/ok", Reply.ok("ok"));
		this.server.on("/busy", Reply.status(503));
		try (Session session = session(0.2)) {
			for (int i = 0; i < 9; i++) {
				session.get("/ok");
			}
			assertThat(session.get("/busy").attempts()).isEqualTo(3);
			assertThat(session.get("/busy").attempts()).isEqualTo(1);
		}
	}

	@Test
	@DisplayName("RULE 29: a ratio of zero allows none")
	void noBudget() {
		this.server.otherwise(Reply.status(503));
		try (Session session = session(0)) {
			assertThat(session.get("/x").attempts()).isEqualTo(1);
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 29: by default a few calls are retried without earlier successes")
	void defaultBudget() {
		this.server.otherwise(Reply.status(503));
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.build()) {
			for (int i = 0; i < 5; i++) {
				assertThat(session.get("/x").attempts()).isEqualTo(3);
			}
		}
	}

	private Session session(double ratio) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO))
				.withBudget(new RetryBudgetSettings(ratio, 0)))
			.build();
	}

}
