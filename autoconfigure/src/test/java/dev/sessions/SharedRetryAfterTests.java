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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.settings.RetrySettings;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the calls that wait during a hold.
 */
class SharedRetryAfterTests {

	private static final Duration QUIET = Duration.ofSeconds(1);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/limited", Reply.status(429).header("Retry-After", "1"))
		.on("/down", Reply.status(503).header("Retry-After", "1"))
		.on("/limited-for-long", Reply.status(429).header("Retry-After", "15"))
		.on("/down-for-long", Reply.status(503).header("Retry-After", "15"))
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
	void forksAndCallsWithoutRetriesWaitToo() {
		try (Session session = session((retry) -> retry)) {
			Stopwatch stopwatch = toldToWait(session.fork(), "/limited");
			assertThat(session.post("/x", (request) -> {
			}).text()).isEqualTo("ok");
			assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(QUIET);
		}
	}

	@Test
	@DisplayName("retry-after-shared: a hold from the response to a POST delays a GET")
	void holdOfPostDelaysGet() {
		try (Session session = session((retry) -> retry)) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThat(session.post("/limited", (request) -> {
			}).status().value()).isEqualTo(429);
			assertThat(session.get("/x").text()).isEqualTo("ok");
			assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(QUIET);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("quiet-too-long: a call with less time than the hold fails at once")
	void callWithLessTimeFailsAtOnce(Face face) {
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.timeout((timeout) -> timeout.withTotal(Duration.ofSeconds(8)))
			.build()) {
			session.post("/limited-for-long", (request) -> {
			});
			Stopwatch stopwatch = Stopwatch.start();
			Throwable failure = catchThrowable(() -> face.get(session, this.server.url("/x")));
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(4));
			assertThat(failure).hasMessageContaining("(Retry-After) for another 1");
			if (face != Face.HTTP_CLIENT) {
				assertThat(failure).isInstanceOf(TotalTimeoutException.class);
			}
			assertThat(this.server.requests("/x")).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/limited-for-long", "/down-for-long" })
	@DisplayName("quiet-too-long: the timeout of the request counts")
	void requestWithLessTimeFailsAtOnce(String path) {
		try (Session session = session((retry) -> retry)) {
			session.post(path, (request) -> {
			});
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(1500))))
				.withMessageContaining("Retry-After");
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(900));
			assertThat(this.server.requests("/x")).isEmpty();
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	@DisplayName("RULE 30: the last response is returned if another caller's hold is too long")
	void lastResponseIsReturnedWhenTheHoldIsTooLong() {
		try (Session session = session((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))) {
			this.server.on("/failing", (request, connection) -> {
				toldToWait(session, "/limited-for-long");
				Reply.status(502).body("last").send(request, connection);
			});
			Response response = session.get("/failing", (request) -> request.timeout(Duration.ofSeconds(5)));
			assertThat(response.text()).isEqualTo("last");
			assertThat(response.attempts()).isEqualTo(1);
		}
	}

	@Test
	@DisplayName("retry-after-of-others, RULE 48: one user's 429 does not apply to another user")
	void limitOfOneForkDoesNotApplyToAnother() {
		try (Session session = session((retry) -> retry)) {
			Session mallory = session.fork((fork) -> fork.auth(Credentials.bearer("mallory")));
			Session alice = session.fork((fork) -> fork.auth(Credentials.bearer("alice")));
			toldToWait(mallory, "/limited-for-long");
			assertThat(answersAtOnce(alice, "/x")).isTrue();
			assertThat(answersAtOnce(session, "/x")).isTrue();
			assertThat(isHeldBack(mallory)).isTrue();
		}
	}

	static Stream<Arguments> users() {
		return Stream.of(
				user("bearer", (r) -> r.auth(Credentials.bearer("one")), (r) -> r.auth(Credentials.bearer("two"))),
				user("basic", (r) -> r.auth(Credentials.basic("one", "x")),
						(r) -> r.auth(Credentials.basic("two", "x"))),
				user("key in a header", (r) -> r.auth(Credentials.apiKeyHeader("X-Key", "one")),
						(r) -> r.auth(Credentials.apiKeyHeader("X-Key", "two"))),
				user("key in the query", (r) -> r.auth(Credentials.apiKeyQuery("k", "one")),
						(r) -> r.auth(Credentials.apiKeyQuery("k", "two"))),
				user("digest", (r) -> r.auth(Credentials.digest("one", "x")),
						(r) -> r.auth(Credentials.digest("two", "x"))),
				user("supplier", (r) -> r.auth(Credentials.bearer(() -> "one")),
						(r) -> r.auth(Credentials.bearer(() -> "two"))),
				user("header by hand", (r) -> r.header("Authorization", "one"),
						(r) -> r.header("Authorization", "two")),
				user("key by hand", (r) -> r.header("X-API-Key", "one"), (r) -> r.header("X-API-Key", "two")),
				user("one without", (r) -> r.auth(Credentials.bearer("one")), (r) -> {
				}), user("none first", (r) -> {
				}, (r) -> r.auth(Credentials.bearer("two"))));
	}

	private static Arguments user(String name, Consumer<RequestSpec> one, Consumer<RequestSpec> two) {
		return Arguments.of(name, one, two);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("users")
	@DisplayName("RULE 48: the credentials determine the user of a 429")
	void limitIsThatOfTheCredentials(String name, Consumer<RequestSpec> one, Consumer<RequestSpec> two) {
		try (Session session = session((retry) -> retry)) {
			session.get("/limited-for-long", one.andThen((request) -> request.maxAttempts(1)));
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/x", brief(one)));
			assertThat(session.get("/x", brief(two)).text()).isEqualTo("ok");
			session.get("/down-for-long", two.andThen((request) -> request.maxAttempts(1)));
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/x", brief(two)));
		}
	}

	@Test
	@DisplayName("RULE 48: forks share the hold with the credentials, unless they have their own cookies")
	void forksShareTheHoldWithTheCredentials() {
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.auth(Credentials.bearer("one"))
			.build()) {
			toldToWait(session.fork(), "/limited-for-long");
			assertThat(isHeldBack(session)).isTrue();
			assertThat(isHeldBack(session.fork())).isTrue();
		}
		try (Session session = session((retry) -> retry)) {
			Session mallory = session.fork();
			mallory.cookies().set("sid", "mallory");
			Session alice = session.fork();
			alice.cookies().set("sid", "alice");
			toldToWait(mallory, "/limited-for-long");
			assertThat(isHeldBack(mallory)).isTrue();
			assertThat(answersAtOnce(alice, "/x")).isTrue();
		}
	}

	@Test
	@DisplayName("RULE 48: credentials that are not sent to a server do not identify the user there")
	void unsentCredentialsDoNotIdentifyTheUser() {
		try (Session session = Session.builder("test").baseUrl("http://api.test").build()) {
			Session one = session.fork((fork) -> fork.auth(Credentials.bearer("one")));
			Session two = session.fork((fork) -> fork.auth(Credentials.bearer("two")));
			toldToWait(one, this.server.url("/limited-for-long"));
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> two.get(this.server.url("/x"), (request) -> request.timeout(Duration.ofSeconds(3))));
		}
	}

	private static boolean isHeldBack(Session session) {
		Throwable failure = catchThrowable(() -> session.get("/x", brief((request) -> {
		})));
		return failure instanceof TotalTimeoutException;
	}

	private static Consumer<RequestSpec> brief(Consumer<RequestSpec> request) {
		return request.andThen((brief) -> brief.timeout(Duration.ofSeconds(5)));
	}

	@Test
	void otherServersAreNotAffected() {
		try (ScriptedServer other = ScriptedServer.start().otherwise(Reply.ok("other"));
				Session session = session((retry) -> retry)) {
			toldToWait(session, "/limited-for-long");
			assertThat(answersAtOnce(session, other.url("/x"))).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/gateway", "/far" })
	void otherStatusesAndLongHoldsDoNotDelayCalls(String path) {
		try (Session session = session((retry) -> retry)) {
			toldToWait(session, path);
			assertThat(answersAtOnce(session, "/x")).isTrue();
		}
	}

	@Test
	void canBeDisabled() {
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
	 * A call without a further attempt, so that it does not wait itself.
	 */
	private static Stopwatch toldToWait(Session session, String path) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(session.get(path, (request) -> request.maxAttempts(1)).ok()).isFalse();
		return stopwatch;
	}

	private static boolean answersAtOnce(Session session, String uri) {
		return session.get(uri, brief((request) -> {
		})).ok();
	}

	private Session session(UnaryOperator<RetrySettings> retry) {
		return Session.builder("test").baseUrl(this.server.url()).retry(retry).build();
	}

}
