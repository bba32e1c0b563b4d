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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.HangingDns;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.ThreadKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of host name lookups that take too long.
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
	void callsWaitForOneLookUpAndTryOnce() {
		try (Session session = session((timeout) -> timeout.withConnect(Duration.ofMillis(200)))) {
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(this.url))
					.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(1));
			}
			assertThat(this.dns.questions()).containsExactly("name.test");
			this.dns.answer();
			assertThat(session.get(this.url).text()).isEqualTo("ok");
		}
	}

	@Test
	void resolvedNameIsLookedUpAgain() {
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

	static Stream<Arguments> waysAndThreads() {
		return ThreadKind.available()
			.flatMap((threads) -> Stream
				.of("", "socks5://proxy.test:1080", "socks5h://proxy.test:1080", "http://proxy.test:3128")
				.map((proxy) -> Arguments.of(proxy, threads)));
	}

	@ParameterizedTest(name = "by {0} on {1}")
	@MethodSource("waysAndThreads")
	void connectTimeoutEndsTheLookUp(String proxy, ThreadKind threads) {
		try (Session session = session(proxy, (timeout) -> timeout.withConnect(Duration.ofMillis(200)))) {
			assertThatExceptionOfType(ConnectTimeoutException.class)
				.isThrownBy(() -> threads.call(() -> session.get(this.url)))
				.withMessageContaining(proxy.isEmpty() ? "name.test" : "proxy.test");
			assertThat(session.pool().leased()).isZero();
		}
	}

	@ParameterizedTest(name = "by {0} on {1}")
	@MethodSource("waysAndThreads")
	void totalTimeoutEndsTheLookUp(String proxy, ThreadKind threads) {
		try (Session session = session(proxy, (timeout) -> timeout)) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> threads
					.call(() -> session.get(this.url, (request) -> request.timeout(Duration.ofMillis(200)))))
				.withMessageContaining(proxy.isEmpty() ? "name.test" : "proxy.test");
			assertThat(session.pool().leased()).isZero();
		}
	}

	@ParameterizedTest(name = "by {0} on {1}")
	@MethodSource("waysAndThreads")
	void closingTheSessionEndsTheLookUp(String proxy, ThreadKind threads) {
		Session session = session(proxy, (timeout) -> timeout);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		threads.start(() -> failure.complete(catchThrowable(() -> session.get(this.url))));
		await().until(() -> this.dns.questions().size() == 1);
		session.close();
		assertThat(failure).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(SessionClosedException.class);
	}

	@ParameterizedTest(name = "by {0} on {1}")
	@MethodSource("waysAndThreads")
	void interruptionEndsTheLookUp(String proxy, ThreadKind threads) {
		try (Session session = session(proxy, (timeout) -> timeout)) {
			CompletableFuture<Throwable> failure = new CompletableFuture<>();
			CompletableFuture<Thread> caller = new CompletableFuture<>();
			threads.start(() -> {
				caller.complete(Thread.currentThread());
				failure.complete(catchThrowable(() -> session.get(this.url)));
			});
			await().until(() -> this.dns.questions().size() == 1);
			caller.join().interrupt();
			assertThat(failure).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(SessionException.class);
			assertThat(failure.join()).hasMessageContaining("interrupted");
			assertThat(session.pool().leased()).isZero();
		}
	}

	@Test
	void hangingLookUpsFailClearlyAndLeaveThreadsToOtherNames() {
		try (Session session = session((timeout) -> timeout.withConnect(Duration.ofMillis(50)))) {
			HangingDns hanging = this.dns;
			String good = "http://good.test:" + this.server.port() + "/x";
			hanging.answer("good.test");
			assertThat(session.get(good).text()).isEqualTo("ok");
			for (int i = 0; i < 40; i++) {
				String url = "http://u" + i + ".attacker.test/";
				assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(url));
			}
			assertThat(hanging.questions()).hasSizeLessThan(40);
			assertThatExceptionOfType(ConnectTimeoutException.class)
				.isThrownBy(() -> session.get("http://last.attacker.test/"))
				.withMessageContaining("last.attacker.test could not be looked up, as the look-ups of too many other"
						+ " names hang, within 50 ms");
			this.server.otherwise(Reply.ok("ok").header("Connection", "close"));
			assertThat(session.get(good).text()).isEqualTo("ok");
			assertThat(session.get(good).text()).isEqualTo("ok");
		}
	}

	private Session session(UnaryOperator<TimeoutSettings> timeout) {
		return session("", timeout);
	}

	private Session session(String proxy, UnaryOperator<TimeoutSettings> timeout) {
		TransportSettings settings = TransportSettings.defaults();
		if (!proxy.isEmpty()) {
			settings = settings.withProxy(settings.proxy().withUrl(proxy));
		}
		TimeoutSettings far = new TimeoutSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1),
				Duration.ofMinutes(1));
		return TestSession.of(
				settings.withTimeout(timeout.apply(far))
					.withRetry(settings.retry().withBackoff(settings.retry().backoff().withDelay(Duration.ZERO))),
				this.dns);
	}

}
