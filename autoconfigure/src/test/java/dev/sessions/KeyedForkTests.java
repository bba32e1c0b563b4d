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

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.sessions.internal.call.KeyedForks;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.Transport;
import dev.sessions.settings.ForkSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of forks that a session keeps by key.
 */
class KeyedForkTests {

	private static final Duration IDLE = Duration.ofSeconds(10);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login/ann", Reply.ok("").cookie("sid=ann; Path=/"))
		.on("/login/ben", Reply.ok("").cookie("sid=ben; Path=/"))
		.otherwise(Reply.ok("ok"));

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose
	private final Session session = session((forks) -> forks.withMaxCount(3).withMaxIdle(IDLE));

	private final AdvancedTime time = AdvancedTime.of(this.session);

	@Test
	void sameKeyGivesTheSameCookiesHeadersAndCredentials() {
		this.session.fork("ann").get("/login/ann");
		this.session.fork("ann").headers((headers) -> headers.set("X-Tenant", "a"));
		this.session.fork("ann").auth(CredentialKind.BEARER.credentials());
		ReceivedRequest request = request(this.session.fork("ann"));
		assertThat(request.header("Cookie")).isEqualTo("sid=ann");
		assertThat(request.header("X-Tenant")).isEqualTo("a");
		assertThat(request).matches(CredentialKind.BEARER::isIn);
		assertThat(this.session.fork("ann").headers().getFirst("X-Tenant")).isEqualTo("a");
		assertThat(this.session.fork("ann").cookies().get("sid")).isNotNull();
	}

	@Test
	void otherKeysAndTheSessionAreSeparate() {
		this.session.cookies().set("lang", "en");
		this.session.fork("ann").get("/login/ann");
		this.session.fork("ben").get("/login/ben");
		this.session.fork("ann").auth(CredentialKind.BEARER.credentials());
		this.session.fork("ann").headers((headers) -> headers.set("X-Client", "ann"));
		assertThat(cookie(this.session.fork("ann"))).isEqualTo("lang=en; sid=ann");
		for (Session other : List.of(this.session, this.session.fork("ben"))) {
			ReceivedRequest request = request(other);
			assertThat(request.header("X-Client")).isEqualTo("test");
			assertThat(request).matches(CredentialKind.BASIC::isIn);
		}
		assertThat(cookie(this.session.fork("ben"))).isEqualTo("lang=en; sid=ben");
		assertThat(cookie(this.session)).isEqualTo("lang=en");
	}

	@Test
	void forkStartsWithTheSessionsStateAtFirstUse() {
		this.session.headers((headers) -> headers.set("X-Client", "early"));
		this.session.fork("ann");
		this.session.headers((headers) -> headers.set("X-Client", "late"));
		assertThat(request(this.session.fork("ann")).header("X-Client")).isEqualTo("early");
		assertThat(request(this.session.fork("ben")).header("X-Client")).isEqualTo("late");
	}

	@Test
	void connectionsAreShared() {
		this.session.get("/x");
		this.session.fork("ann").get("/x");
		this.session.fork("ben").get("/x");
		assertThat(this.server.accepted()).isOne();
		assertThat(this.session.fork("ann").name()).isEqualTo("test");
	}

	@Test
	void twoSessionsHaveSeparateKeys() {
		this.session.fork("ann").get("/login/ann");
		try (Session other = session((forks) -> forks)) {
			assertThat(cookie(other.fork("ann"))).isNull();
		}
	}

	@Test
	void forksHaveTheirOwnKeys() {
		this.session.fork("ann").get("/login/ann");
		this.session.fork("ben").fork("ann").get("/login/ben");
		assertThat(cookie(this.session.fork("ann"))).isEqualTo("sid=ann");
		assertThat(cookie(this.session.fork("ben").fork("ann"))).isEqualTo("sid=ben");
		assertThat(cookie(this.session.fork("ben"))).isNull();
		this.session.fork("ben").forget("ann");
		Session unkeyed = this.session.fork();
		assertThat(cookie(unkeyed.fork("ann"))).isNull();
		assertThat(cookie(this.session.fork("ann"))).isEqualTo("sid=ann");
	}

	@Test
	void closeOfAForkEndsItsKeyedForks() {
		Session unkeyed = this.session.fork();
		Session keyed = unkeyed.fork("ann");
		unkeyed.close();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> keyed.get("/x"));
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> unkeyed.fork("ben").get("/x"));
		assertThat(cookie(this.session.fork("ann"))).isNull();
	}

	@Test
	void forkOfAKeyedForkIsNotKept() {
		Session copy = this.session.fork("ann").fork();
		copy.get("/login/ann");
		assertThat(cookie(copy)).isEqualTo("sid=ann");
		assertThat(cookie(this.session.fork("ann"))).isNull();
	}

	@Test
	void leastRecentlyUsedOneIsDropped() {
		keep("a", "b", "c");
		this.session.fork("a");
		keep("d");
		assertThat(kept("a", "c", "d", "b")).containsExactly("a", "c", "d");
	}

	@Test
	void callOfForkIsUse() {
		keep("a", "b", "c");
		Session first = this.session.fork("a");
		keep("b", "c");
		first.get("/x");
		keep("d");
		assertThat(kept("a", "c", "d", "b")).containsExactly("a", "c", "d");
	}

	@Test
	void maximumAppliesToSessionAndForksTogether() {
		Session fork = this.session.fork();
		fork.fork("x").cookies().set("kept", "1");
		keep("a", "b", "c");
		assertThat(fork.fork("x").cookies().get("kept")).isNull();
	}

	@Test
	void forkIsDroppedAfterIdleTime() {
		keep("ann");
		this.time.advance(IDLE.minusSeconds(1));
		assertThat(kept("ann")).containsExactly("ann");
		this.time.advance(IDLE.minusSeconds(1));
		this.session.fork("ann").get("/x");
		this.time.advance(IDLE.minusSeconds(1));
		assertThat(kept("ann")).containsExactly("ann");
		this.time.advance(IDLE.plusSeconds(1));
		assertThat(kept("ann")).isEmpty();
	}

	@Test
	void droppedForkStillWorks() {
		Session old = this.session.fork("ann");
		old.get("/login/ann");
		this.time.advance(IDLE.plusSeconds(1));
		assertThat(cookie(this.session.fork("ann"))).isNull();
		assertThat(cookie(old)).isEqualTo("sid=ann");
		assertThat(cookie(this.session.fork("ann"))).isNull();
	}

	@Test
	void forkWithAnOpenBodyIsKept() throws Exception {
		Gate gate = new Gate();
		this.server.on("/stream", (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1");
			gate.then((again, same) -> same.send("2")).send(request, connection);
		});
		CountDownLatch reading = new CountDownLatch(1);
		keep("ann");
		Future<String> body = this.calls
			.start(() -> this.session.fork("ann").stream(HttpMethod.GET, "/stream", (request) -> {
			}, (response) -> {
				reading.countDown();
				return new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
			}));
		// until the head has arrived, the call has a time limit
		assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
		gate.awaitArrivals(1);
		this.time.advance(Duration.ofHours(1));
		keep("b", "c", "d", "e");
		assertThat(kept("ann", "d", "e")).containsExactly("ann", "d", "e");
		gate.open();
		assertThat(body.get(10, TimeUnit.SECONDS)).isEqualTo("12");
		this.time.advance(IDLE.minusSeconds(1));
		assertThat(kept("ann")).containsExactly("ann");
	}

	@Test
	void idleTimeBeginsAtTheEndOfTheCall() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("slow")));
		keep("ann");
		Future<Response> response = this.calls.start(() -> this.session.fork("ann").get("/slow"));
		gate.awaitArrivals(1);
		this.time.advance(IDLE.plusSeconds(5));
		gate.open();
		assertThat(response.get(10, TimeUnit.SECONDS).text()).isEqualTo("slow");
		this.time.advance(IDLE.minusSeconds(1));
		assertThat(kept("ann")).containsExactly("ann");
	}

	@Test
	void newestForkIsKeptIfAllOthersAreInUse() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("slow")));
		List<Future<Response>> responses = new ArrayList<>();
		for (String key : List.of("a", "b", "c", "d")) {
			keep(key);
			responses.add(this.calls.start(() -> this.session.fork(key).get("/slow")));
			gate.awaitArrivals(1);
		}
		keep("e");
		assertThat(kept("a", "b", "c", "d", "e")).containsExactly("a", "b", "c", "d", "e");
		keep("f");
		assertThat(kept("a", "b", "c", "d", "f")).containsExactly("a", "b", "c", "d", "f");
		gate.open();
		for (Future<Response> response : responses) {
			response.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void excessForksAreDroppedWhenCallsEnd() throws Exception {
		try (Session narrow = session((forks) -> forks.withMaxCount(1))) {
			Gate first = new Gate();
			Gate second = new Gate();
			this.server.on("/first", first.then(Reply.ok("").cookie("sid=1; Path=/")))
				.on("/second", second.then(Reply.ok("").cookie("sid=2; Path=/")));
			Future<Response> one = this.calls.start(() -> narrow.fork("a").get("/first"));
			first.awaitArrivals(1);
			Future<Response> two = this.calls.start(() -> narrow.fork("b").get("/second"));
			second.awaitArrivals(1);
			first.open();
			one.get(10, TimeUnit.SECONDS);
			second.open();
			two.get(10, TimeUnit.SECONDS);
			assertThat(cookie(narrow.fork("b"))).isEqualTo("sid=2");
			assertThat(cookie(narrow.fork("a"))).isNull();
		}
	}

	@Test
	void callOfNestedForkIsUseOfItsParent() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("slow")));
		keep("tenant");
		Future<Response> response = this.calls.start(() -> this.session.fork("tenant").fork("user").get("/slow"));
		gate.awaitArrivals(1);
		this.time.advance(IDLE.plusSeconds(1));
		assertThat(kept("tenant")).containsExactly("tenant");
		gate.open();
		response.get(10, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "failed", "timed-out", "raw-closed", "raw-read", "interrupted-stream", "buffered" })
	void forkIsIdleAfterEachCall(String end) throws Exception {
		this.server.on("/closed", Faults.closeWithoutAnswer()).on("/drip", Faults.drippingBody(Duration.ofMillis(20)));
		Session fork = this.session.fork("ann");
		fork.cookies().set("kept", "1");
		switch (end) {
			case "failed" -> assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> fork.get("/closed", (request) -> request.maxAttempts(1)));
			case "timed-out" -> assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> fork.get("/drip", (request) -> request.timeout(Duration.ofMillis(100))));
			case "raw-closed" -> openRaw(fork, "/drip").close();
			case "raw-read" -> {
				try (ClassicHttpResponse response = openRaw(fork, "/x")) {
					response.getEntity().getContent().readAllBytes();
				}
			}
			case "interrupted-stream" -> interruptStream(fork);
			default -> fork.get("/x");
		}
		this.time.advance(IDLE.plusSeconds(1));
		await().untilAsserted(() -> {
			assertThat(kept("ann")).isEmpty();
			this.time.advance(IDLE.plusSeconds(1));
		});
	}

	private void interruptStream(Session fork) {
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> fork.stream(HttpMethod.GET, "/drip", (r) -> {
		}, (response) -> {
			Thread.currentThread().interrupt();
			return response.body().readAllBytes();
		}));
		assertThat(Thread.interrupted()).isTrue();
	}

	private static ClassicHttpResponse openRaw(Session fork, String path) throws Exception {
		HttpClient client = fork.unwrap(HttpClient.class);
		return client.executeOpen(null, new HttpGet(fork.unwrap(SessionSettings.class).baseUrl() + path), null);
	}

	@Test
	void forgottenKeyStartsAgain() {
		this.session.fork("ann").get("/login/ann");
		this.session.fork("ben").get("/login/ben");
		this.session.forget("ann");
		this.session.forget("never-used");
		assertThat(cookie(this.session.fork("ann"))).isNull();
		assertThat(cookie(this.session.fork("ben"))).isEqualTo("sid=ben");
	}

	@Test
	void runningCallOfForgottenForkEndsNormally() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("slow").cookie("late=1; Path=/")));
		Session old = this.session.fork("ann");
		Future<Response> response = this.calls.start(() -> old.get("/slow"));
		gate.awaitArrivals(1);
		this.session.forget("ann");
		keep("ann");
		gate.open();
		assertThat(response.get(10, TimeUnit.SECONDS).text()).isEqualTo("slow");
		assertThat(cookie(old)).isEqualTo("late=1");
		assertThat(cookie(this.session.fork("ann"))).isEqualTo("kept=ann");
		keep("b", "c");
		this.session.fork("ann");
		keep("d");
		assertThat(kept("ann", "c", "d", "b")).containsExactly("ann", "c", "d");
	}

	@Test
	void closeOfAKeyedForkDoesNothing() {
		try (Session fork = this.session.fork("ann")) {
			fork.get("/login/ann");
		}
		assertThat(cookie(this.session.fork("ann"))).isEqualTo("sid=ann");
	}

	@Test
	void closedSessionClosesAndKeepsNoForks() {
		Session fork = this.session.fork("ann");
		fork.get("/login/ann");
		this.session.close();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> fork.get("/x"));
		Session late = this.session.fork("ann");
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> late.get("/x"));
		assertThat(late.cookies().list()).isEmpty();
		late.cookies().set("a", "1");
		assertThat(this.session.fork("ann").cookies().list()).isEmpty();
		assertThatNoException().isThrownBy(() -> this.session.forget("ann"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void keyMustNotBeEmpty(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.fork(key))
			.withMessage("The key of a fork must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.forget(key));
	}

	@Test
	void manyThreadsGetOneForkOfAKey() throws Exception {
		int threads = 16;
		for (int round = 0; round < 20; round++) {
			String key = "round-" + round;
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				String value = String.valueOf(i);
				done.add(this.calls.start(() -> {
					start.await(10, TimeUnit.SECONDS);
					this.session.fork(key).headers((headers) -> headers.add("X-Thread", value));
					return null;
				}));
			}
			for (Future<?> future : done) {
				future.get(10, TimeUnit.SECONDS);
			}
			assertThat(request(this.session.fork(key)).headers("X-Thread")).hasSize(threads);
		}
	}

	@Test
	void concurrentCreationReturnsOneFork() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		// a fork is not created while the headers of its session change
		Future<?> changing = this.calls.start(() -> {
			this.session.headers((headers) -> {
				begun.countDown();
				assertThatNoException().isThrownBy(end::await);
			});
			return null;
		});
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			String value = String.valueOf(i);
			Thread thread = new Thread(() -> this.session.fork("ann").headers((headers) -> headers.add("X-By", value)));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			await().until(() -> thread.getState() == Thread.State.WAITING);
		}
		end.countDown();
		changing.get(10, TimeUnit.SECONDS);
		for (Thread thread : threads) {
			thread.join(10_000);
		}
		assertThat(request(this.session.fork("ann")).headers("X-By")).containsExactlyInAnyOrder("0", "1");
	}

	@Test
	void manyThreadsWithManyKeysAreSeparate() throws Exception {
		try (Session wide = session((forks) -> forks.withMaxCount(50))) {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				int seed = i;
				done.add(this.calls.start(() -> {
					for (int call = 0; call < 200; call++) {
						String key = "key-" + (call * 7 + seed) % 200;
						Session fork = wide.fork(key);
						fork.headers((headers) -> headers.set("X-Key", key));
						fork.get("/" + key);
					}
					return null;
				}));
			}
			for (Future<?> future : done) {
				future.get(20, TimeUnit.SECONDS);
			}
		}
		assertThat(this.server.requests()).hasSize(1600)
			.allMatch((request) -> request.path().equals("/" + request.header("X-Key")));
	}

	@Test
	void idleForksOfAnIdleSessionAreDropped() {
		try (Session idle = session((forks) -> forks.withMaxIdle(Duration.ofMillis(1)))) {
			WeakReference<SessionState> fork = new WeakReference<>(idle.fork("ann").unwrap(SessionState.class));
			await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
				System.gc();
				assertThat(fork.get()).isNull();
			});
		}
	}

	@Test
	void idleForksAreDroppedAlsoAfterAllWereDropped() {
		try (Session idle = session((forks) -> forks.withMaxIdle(Duration.ofMillis(1)))) {
			idle.fork("bob");
			idle.unwrap(KeyedForks.class).clear();
			WeakReference<SessionState> fork = new WeakReference<>(idle.fork("ann").unwrap(SessionState.class));
			await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
				System.gc();
				assertThat(fork.get()).isNull();
			});
		}
	}

	@Test
	void forksDoNotKeepAForgottenSession() {
		WeakReference<Object> forgotten = forgetSession();
		await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
			System.gc();
			assertThat(forgotten.get()).isNull();
		});
	}

	private WeakReference<Object> forgetSession() {
		Session other = session((forks) -> forks);
		other.fork("ann").cookies().set("a", "1");
		return new WeakReference<>(other.unwrap(Transport.class));
	}

	@Test
	void closedSessionKeepsNoMemoryOfForks() {
		WeakReference<SessionState> fork = new WeakReference<>(this.session.fork("ann").unwrap(SessionState.class));
		this.session.close();
		await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
			System.gc();
			assertThat(fork.get()).isNull();
		});
	}

	private Session session(UnaryOperator<ForkSettings> forks) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.header("X-Client", "test")
			.auth(CredentialKind.BASIC.credentials())
			.forks(forks)
			.build();
	}

	/**
	 * Create forks that can be distinguished from new ones.
	 */
	private void keep(String... keys) {
		for (String key : keys) {
			this.session.fork(key).cookies().set("kept", key);
		}
	}

	/**
	 * Return the forks that have been kept. A look-up counts as a use and recreates a
	 * dropped fork, so those are looked up last.
	 */
	private List<String> kept(String... keys) {
		List<String> kept = new ArrayList<>();
		for (String key : keys) {
			Session fork = this.session.fork(key);
			if (!fork.cookies().list().isEmpty()) {
				kept.add(key);
			}
			else {
				this.session.forget(key);
			}
		}
		return kept;
	}

	private ReceivedRequest request(Session session) {
		int before = this.server.requests().size();
		session.get("/request");
		assertThat(this.server.requests()).hasSize(before + 1);
		return this.server.requests().get(before);
	}

	private @Nullable String cookie(Session session) {
		ReceivedRequest request = request(session);
		return request.hasHeader("Cookie") ? request.header("Cookie") : null;
	}

}
