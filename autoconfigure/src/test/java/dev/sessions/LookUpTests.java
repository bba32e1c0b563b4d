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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.sessions.limit.TimeoutSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.HangingDns;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.transport.TransportSettings;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Names that are looked up for longer than anybody likes to wait.
 */
class LookUpTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@AutoClose
	private final HangingDns dns = new HangingDns();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	private final String url = "http://name.test:" + this.server.port() + "/x";

	@Test
	void attemptsAndCallersWaitForOneLookUp() throws Exception {
		try (Session session = session((timeout) -> timeout.withConnect(Duration.ofMillis(50)))) {
			assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(this.url))
				.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
			Future<Response> other = this.calls
				.start(() -> session.get(this.url, (request) -> request.maxAttempts(1_000)));
			assertThat(this.dns.questions()).containsExactly("name.test");
			this.dns.answer();
			assertThat(other.get(30, TimeUnit.SECONDS).text()).isEqualTo("ok");
		}
	}

	@Test
	void onceFoundANameIsAskedForAgain() {
		this.dns.answer();
		try (Session session = session((timeout) -> timeout)) {
			this.server.otherwise(Reply.ok("ok").header("Connection", "close"));
			assertThat(session.get(this.url).text()).isEqualTo("ok");
			assertThat(session.get(this.url).text()).isEqualTo("ok");
		}
		assertThat(this.dns.questions()).hasSize(2);
	}

	@Test
	void addressesAreNotLookedUp() {
		try (Session session = session((timeout) -> timeout)) {
			assertThat(session.get(this.server.url("/x")).text()).isEqualTo("ok");
		}
	}

	@Test
	void interruptionEndsTheWait() throws Exception {
		try (Session session = session((timeout) -> timeout)) {
			Future<Response> call;
			try (BackgroundCalls interrupted = new BackgroundCalls()) {
				call = interrupted.start(() -> session.get(this.url));
				await().until(() -> this.dns.questions().size() == 1 && session.pool().leased() == 1);
			}
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
				.withCauseInstanceOf(SessionException.class)
				.withMessageContaining("interrupted");
			await().until(() -> session.pool().leased() == 0);
		}
	}

	@Test
	void closingTheSessionEndsTheWait() throws Exception {
		Session session = session((timeout) -> timeout);
		Future<Response> call = this.calls.start(() -> session.get(this.url));
		await().until(() -> this.dns.questions().size() == 1);
		session.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(30, TimeUnit.SECONDS))
			.withCauseInstanceOf(SessionClosedException.class);
	}

	private Session session(UnaryOperator<TimeoutSettings> timeout) {
		TransportSettings settings = TransportSettings.defaults();
		TimeoutSettings far = new TimeoutSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1),
				Duration.ofMinutes(1));
		return TestSession.of(
				settings.withTimeout(timeout.apply(far))
					.withRetry(settings.retry().withBackoff(settings.retry().backoff().withDelay(Duration.ZERO))),
				this.dns);
	}

}
