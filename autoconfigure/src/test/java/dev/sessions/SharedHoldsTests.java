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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the instances of an application that wait when a server imposes a hold on one
 * of them.
 */
class SharedHoldsTests {

	private static final Duration QUIET = Duration.ofSeconds(1);

	private static final List<String> KEY = List.of("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

	private static final List<String> NO_KEY = List.of();

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/limited", Reply.status(429).header("Retry-After", "1"))
		.on("/limited-for-long", Reply.status(429).header("Retry-After", "15"))
		.on("/down-for-long", Reply.status(503).header("Retry-After", "15"))
		.otherwise(Reply.ok("ok"));

	private final MemoryStore memory = new MemoryStore(TimeSource.SYSTEM);

	private final UnreliableStore store = new UnreliableStore(this.memory);

	@Test
	void otherInstanceWaitsToo() {
		try (Session one = session(this.store, null); Session other = session(this.memory.another(), null)) {
			begin(other);
			Stopwatch stopwatch = toldToWait(one, "/limited");
			assertThat(other.get("/x").text()).isEqualTo("ok");
			assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(QUIET);
		}
	}

	static Stream<Arguments> configured() {
		return Stream.of(NO_KEY, KEY)
			.flatMap((keys) -> Stream
				.of("basic", "digest", "bearer", "api-key-header", "api-key-query", "supplied", "none")
				.map((kind) -> Arguments.of(kind, keys)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("configured")
	void sameCredentialsAreTheSameUserOnEachInstance(String kind, List<String> keys) {
		try (Session one = session(this.memory, credentials(kind, "one"), keys);
				Session other = session(this.memory.another(), credentials(kind, "one"), keys)) {
			begin(other);
			toldToWait(one, "/limited-for-long");
			assertThat(isHeldBack(other)).isTrue();
			assertThat(isHeldBack(other.fork())).isTrue();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("configured")
	@DisplayName("RULE 48: one user's 429 does not apply to another user on any instance")
	void otherUserDoesNotWait(String kind, List<String> keys) {
		try (Session one = session(this.memory, credentials(kind, "one"), keys);
				Session other = session(this.memory.another(), credentials(kind, "one"), keys)) {
			begin(other);
			Session user = other.fork((fork) -> fork.auth(Credentials.basic("two", "x")));
			Session secret = other.fork((fork) -> fork.auth(Credentials.bearer("two")));
			Session later = other.fork();
			later.auth(Credentials.apiKeyHeader("X-Key", "three"));
			Session cookies = other.fork((fork) -> fork.auth(null));
			cookies.cookies().set("sid", "1");
			toldToWait(one, "/limited-for-long");
			for (Session unconcerned : List.of(user, secret, later, cookies)) {
				assertThat(isHeldBack(unconcerned)).isFalse();
			}
			assertThat(isHeldBack(other, (request) -> request.header("Authorization", "by hand"))).isFalse();
			toldToWait(one.fork((fork) -> fork.auth(Credentials.basic("nobody", "x"))), "/down-for-long");
			for (Session concerned : List.of(other, user, secret, later, cookies)) {
				assertThat(isHeldBack(concerned)).isTrue();
			}
			assertThat(isHeldBack(other, (request) -> request.header("Authorization", "by hand"))).isTrue();
		}
	}

	@Test
	void cookiesIdentifyTheSessionButNoFork() {
		try (Session one = session(this.memory, null); Session other = session(this.memory.another(), null)) {
			begin(other);
			Session fork = one.fork();
			Session otherFork = other.fork();
			for (Session session : List.of(one, fork, other, otherFork)) {
				session.cookies().set("sid", "1");
			}
			toldToWait(fork, "/limited-for-long");
			assertThat(isHeldBack(other)).isFalse();
			assertThat(isHeldBack(otherFork)).isFalse();
			toldToWait(one, "/limited-for-long");
			assertThat(isHeldBack(other)).isTrue();
			assertThat(isHeldBack(otherFork)).isFalse();
		}
	}

	@Test
	void userNameIdentifiesForks() {
		try (Session one = session(this.memory, null); Session other = session(this.memory.another(), null)) {
			begin(other);
			toldToWait(one.fork((fork) -> fork.auth(Credentials.basic("ann", "x"))), "/limited-for-long");
			assertThat(isHeldBack(other.fork((fork) -> fork.auth(Credentials.basic("ann", "x"))))).isTrue();
			assertThat(isHeldBack(other.fork((fork) -> fork.auth(Credentials.basic("ben", "x"))))).isFalse();
			assertThat(isHeldBack(other)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void secretIdentifiesForksOnlyWithKeyedNames(boolean keyed) {
		List<String> keys = keyed ? KEY : NO_KEY;
		try (Session one = session(this.memory, null, keys);
				Session other = session(this.memory.another(), null, keys)) {
			begin(other);
			toldToWait(one.fork((fork) -> fork.auth(Credentials.bearer("ann"))), "/limited-for-long");
			assertThat(isHeldBack(other.fork((fork) -> fork.auth(Credentials.bearer("ann"))))).isEqualTo(keyed);
			assertThat(isHeldBack(other.fork((fork) -> fork.auth(Credentials.bearer("ben"))))).isFalse();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("configured")
	void storeDoesNotShowTheUser(String kind, List<String> keys) {
		try (Session one = session(this.store, credentials(kind, "s3cret"), keys)) {
			toldToWait(one, "/limited-for-long");
			toldToWait(one.fork((fork) -> fork.auth(Credentials.bearer("s3cret-2"))), "/limited-for-long");
		}
		assertThat(this.store.merged()).isNotEmpty().allSatisfy((entry) -> {
			assertThat(entry.key()).matches("[0-9a-f]{32}");
			assertThat(new String(entry.value(), StandardCharsets.US_ASCII)).doesNotContain("s3cret");
		});
		String url = this.server.url();
		assertThat(this.store.merged()).extracting(SharedEntry::key)
			.doesNotContain(SharedSession.hash("hold", url, "secret [Authorization, Bearer s3cret]"),
					SharedSession.hash("hold", url, "secret [Authorization, Bearer s3cret-2]"),
					SharedSession.hash("hold", url, "secret key=s3cret"));
	}

	@Test
	void laterInstanceLearnsOfEarlierHolds() {
		try (Session one = session(this.memory, null); Session later = session(this.memory.another(), null)) {
			toldToWait(one, "/limited-for-long");
			assertThat(isHeldBack(later)).isTrue();
		}
	}

	@Test
	void holdIsNoLongerThanTheInstanceAllows() {
		try (Session one = session(this.memory, null);
				Session other = builder(this.memory.another(), null, NO_KEY)
					.retry((retry) -> retry.withMaxRetryAfter(QUIET))
					.build()) {
			begin(other);
			toldToWait(one, "/limited-for-long");
			Stopwatch stopwatch = Stopwatch.start();
			assertThat(other.get("/x").text()).isEqualTo("ok");
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(12));
		}
	}

	@Test
	void othersAreNotNotified() {
		try (Session one = session(this.memory, null);
				Session off = builder(this.memory.another(), null, NO_KEY)
					.shared((shared) -> shared.withRetryAfter(false))
					.build();
				Session elsewhere = builder(this.memory.another(), null, NO_KEY)
					.shared((shared) -> shared.withNamespace("elsewhere"))
					.build();
				Session alone = builder(this.memory.another(), null, NO_KEY)
					.retry((retry) -> retry.withShareRetryAfter(false))
					.build();
				ScriptedServer otherServer = ScriptedServer.start().otherwise(Reply.ok("other"))) {
			begin(off, elsewhere, alone);
			toldToWait(one, "/down-for-long");
			for (Session session : List.of(off, elsewhere, alone)) {
				assertThat(isHeldBack(session)).isFalse();
			}
			assertThat(alone.get(otherServer.url("/x")).text()).isEqualTo("other");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HANG", "FAIL" })
	void unavailableStoreDoesNotDelayCalls(Fault fault) {
		this.store.withFault(fault);
		try (Session one = session(this.store, null)) {
			Stopwatch stopwatch = Stopwatch.start();
			for (int i = 0; i < 20; i++) {
				one.get("/x");
			}
			toldToWait(one, "/limited-for-long");
			assertThat(isHeldBack(one)).isTrue();
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test
	void closedSessionDoesNotListen() {
		Session one = session(this.store, null);
		assertThat(this.store.listening()).isOne();
		one.get("/x");
		assertThat(this.store.listening()).isOne();
		one.close();
		assertThat(this.store.listening()).isZero();
	}

	private static void begin(Session... sessions) {
		for (Session session : sessions) {
			session.get("/begin");
		}
	}

	private static @Nullable Credentials credentials(String kind, String secret) {
		return switch (kind) {
			case "basic" -> Credentials.basic("me", secret);
			case "digest" -> Credentials.digest("me", secret);
			case "bearer" -> Credentials.bearer(secret);
			case "api-key-header" -> Credentials.apiKeyHeader("X-Key", secret);
			case "api-key-query" -> Credentials.apiKeyQuery("key", secret);
			case "supplied" -> Credentials.bearer(() -> secret);
			default -> null;
		};
	}

	private static boolean isHeldBack(Session session) {
		return isHeldBack(session, (request) -> {
		});
	}

	private static boolean isHeldBack(Session session, Consumer<RequestSpec> request) {
		Consumer<RequestSpec> brief = request.andThen((spec) -> spec.timeout(Duration.ofSeconds(4)));
		return catchThrowable(() -> session.get("/x", brief)) instanceof TotalTimeoutException;
	}

	private static Stopwatch toldToWait(Session session, String path) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(session.post(path, (request) -> request.maxAttempts(1)).ok()).isFalse();
		return stopwatch;
	}

	private Session session(SharedStore store, @Nullable Credentials credentials) {
		return session(store, credentials, NO_KEY);
	}

	private Session session(SharedStore store, @Nullable Credentials credentials, List<String> keys) {
		return builder(store, credentials, keys).build();
	}

	private SessionBuilder builder(SharedStore store, @Nullable Credentials credentials, List<String> keys) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.auth(credentials)
			.shared((shared) -> shared.withStore(store).withCookies(false).withEncryptionKeys(keys));
	}

}
