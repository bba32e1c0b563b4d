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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RetryListener}.
 */
class RetryListenerTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final List<RetryEvent> events = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	void eachRetryIsReported(Face face) throws IOException {
		this.server.otherwise(Reply.status(503).header("Retry-After", "0"), Faults.closeWithoutAnswer(),
				Reply.ok("third"));
		try (Session session = builder().onRetry(this.events::add).build()) {
			assertThat(face.get(session, this.server.url("/x?token=secret")).body()).isEqualTo("third");
		}
		assertThat(this.events).extracting(RetryEvent::attempt).containsExactly(1, 2);
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly("503", "broken");
		assertThat(this.events).allSatisfy((event) -> {
			assertThat(event.session()).isEqualTo("test");
			assertThat(event.method()).isEqualTo(HttpMethod.GET);
			assertThat(event.uri()).hasToString(this.server.url("/x"));
			assertThat(event.delay()).isEqualTo(Duration.ZERO);
		});
		assertThat(this.events.get(0).failure()).isNull();
		assertThat(this.events.get(1).status()).isNull();
		assertThat(this.events.get(1).failure()).isNotNull();
	}

	@Test
	void waitIsThatOfRetryAfter() {
		this.server.otherwise(Reply.status(429).header("Retry-After", "1"), Reply.ok("second"));
		try (Session session = builder().onRetry(this.events::add).build()) {
			assertThat(session.get("/users/{id}", 7).text()).isEqualTo("second");
		}
		assertThat(this.events).singleElement().satisfies((event) -> {
			assertThat(event.delay()).isEqualTo(Duration.ofSeconds(1));
			assertThat(event.uriTemplate()).isEqualTo("/users/{id}");
			assertThat(event.status()).isNotNull();
		});
	}

	@Test
	void lastAttemptIsNotReported() {
		this.server.otherwise(Reply.status(503));
		try (Session session = builder().onRetry(this.events::add).build()) {
			assertThat(session.get("/x").attempts()).isEqualTo(3);
			assertThat(session.get("/x", (request) -> request.maxAttempts(1)).attempts()).isOne();
		}
		assertThat(this.events).hasSize(2);
	}

	@Test
	void connectionThatIsRefusedIsNamed() {
		String url = this.server.url("/x");
		this.server.close();
		try (Session session = builder().onRetry(this.events::add).build()) {
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get(url));
		}
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly("connect", "connect");
	}

	@Test
	void exceptionOfAListenerEndsTheCall() {
		this.server.otherwise(Reply.status(503));
		try (Session session = builder().onRetry((event) -> {
			throw new IllegalStateException("enough");
		}).build()) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> session.get("/x"))
				.withMessage("enough");
			await().until(() -> session.pool().leased() == 0);
			assertThat(this.server.requests()).hasSize(1);
		}
	}

	@Test
	void forkHasTheListenersOfItsSession() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		try (Session session = builder().onRetry(this.events::add).build()) {
			session.fork().get("/x");
			assertThat(this.events).hasSize(1);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.fork((fork) -> fork.onRetry(this.events::add)));
		}
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

}
