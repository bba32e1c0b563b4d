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
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.WhenUnavailable;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests of a rate limit across all instances of an application.
 */
class SharedRateLimitTests {

	private static final Duration LONG = Duration.ofHours(1);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	private final MemoryStore memory = new MemoryStore(TimeSource.SYSTEM);

	private final UnreliableStore store = new UnreliableStore(this.memory);

	@Test
	void instancesShareTheirPermits() throws Exception {
		try (Session one = session(100, this.memory); Session other = session(100, this.memory.another())) {
			List<Future<Integer>> done = new ArrayList<>();
			for (Session session : List.of(one, other, one.fork(), other)) {
				done.add(this.calls.start(permitted(session, 40)));
			}
			int permitted = 0;
			for (Future<Integer> future : done) {
				permitted += future.get(60, TimeUnit.SECONDS);
			}
			assertThat(permitted).isEqualTo(100);
		}
		assertThat(this.server.requests()).hasSize(100);
	}

	private static Callable<Integer> permitted(Session session, int calls) {
		return () -> {
			int permitted = 0;
			for (int i = 0; i < calls; i++) {
				try {
					session.get("/x");
					permitted++;
				}
				catch (RateLimitException ex) {
					assertThat(ex)
						.hasMessageContaining("the rate limit 'test' of 100 requests in 3600000 ms is used up");
				}
			}
			return permitted;
		};
	}

	@Test
	void instancesWaitForTheNextPeriod() {
		Duration period = Duration.ofMillis(200);
		RateLimitSettings limit = new RateLimitSettings(1, period, Duration.ofSeconds(20));
		try (Session one = builder(limit, this.memory).build();
				Session other = builder(limit, this.memory.another()).build()) {
			Stopwatch stopwatch = Stopwatch.start();
			for (Session session : List.of(one, other, one, other)) {
				assertThat(session.get("/x").text()).isEqualTo("ok");
			}
			assertThat(stopwatch.elapsed()).isGreaterThan(period.multipliedBy(2));
		}
	}

	@Test
	void mountHasItsOwnLimit() {
		RateLimitSettings limit = limit(1);
		try (Session one = builder(limit, this.memory)
			.mount("/reports", (mount) -> mount.resilience((resilience) -> resilience.withRateLimit(limit)))
			.build()) {
			one.get("/x");
			one.get("/reports/x");
			assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> one.get("/reports/x"));
		}
	}

	@Test
	void otherSessionsAndApplicationsAreIndependent() {
		try (Session one = session(1, this.memory);
				Session elsewhere = builder(limit(1), this.memory.another())
					.shared((shared) -> shared.withNamespace("elsewhere"))
					.build();
				Session alone = builder(limit(1), this.memory.another()).shared((shared) -> shared.withRateLimit(false))
					.build()) {
			for (Session session : List.of(one, elsewhere, alone)) {
				assertThat(session.get("/x").text()).isEqualTo("ok");
				assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> session.get("/x"));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HANG", "FAIL" })
	void instanceCountsAloneWhileTheStoreIsUnavailable(Fault fault) {
		this.store.withFault(fault);
		try (Session session = session(20, this.store)) {
			Stopwatch stopwatch = Stopwatch.start();
			for (int i = 0; i < 20; i++) {
				session.get("/x");
			}
			assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> session.get("/x"));
			assertThat(this.store.asked()).isLessThanOrEqualTo(1 + (int) stopwatch.elapsed().toSeconds());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HANG", "FAIL" })
	void storeIsUsedAgainOnceAvailable(Fault fault) {
		this.store.withFault(fault);
		try (Session session = session(1_000_000, this.store)) {
			session.get("/x");
			this.store.withFault(Fault.NONE);
			await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				int before = this.store.asked();
				session.get("/x");
				session.get("/x");
				assertThat(this.store.asked()).isEqualTo(before + 2);
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void callFailsWithoutTheStoreIfConfigured(Face face) throws IOException {
		try (Session session = failing()) {
			face.get(session, this.server.url("/before"));
			this.store.withFault(Fault.HANG);
			for (int i = 0; i < 3; i++) {
				assertThat(catchThrowable(() -> face.get(session, this.server.url("/x"))))
					.isInstanceOf(
							(face == Face.HTTP_CLIENT) ? IOException.class : SharedStoreUnavailableException.class)
					.hasMessageContaining("rate limit 'test'")
					.hasMessageContaining("shared.when-unavailable");
			}
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.requests("/x")).isEmpty();
	}

	@Test
	void missingStoreIsNotRetriedAndNoFailureOfTheServer() {
		this.store.withFault(Fault.FAIL);
		try (Session session = failing()) {
			assertThatExceptionOfType(SharedStoreUnavailableException.class).isThrownBy(() -> session.get("/x"))
				.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(1));
			assertThat(this.store.asked()).isLessThanOrEqualTo(1);
		}
	}

	private Session failing() {
		return builder(limit(100), this.store).shared((shared) -> shared.withWhenUnavailable(WhenUnavailable.FAIL))
			.build();
	}

	@Test
	void deadlineEndsTheWaitForTheStore() {
		try (Session session = session(100, this.store)) {
			this.store.withFault(Fault.HANG);
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.get("/x", (request) -> request.timeout(Duration.ofMillis(15))));
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void interruptionEndsTheWaitForTheStore() throws Exception {
		try (Session session = session(100, this.store)) {
			this.store.withFault(Fault.HANG);
			Future<Throwable> failure = this.calls.start(() -> {
				Thread.currentThread().interrupt();
				return catchThrowable(() -> session.get("/x"));
			});
			assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(SessionException.class)
				.hasMessageContaining("interrupted");
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void missingLibraryFailsTheBuild() {
		SharedStore incomplete = mock();
		willThrow(new IllegalStateException("add the library")).given(incomplete)
			.permits(any(SharedMap.class), anyInt(), any(Duration.class));
		assertThatIllegalStateException().isThrownBy(() -> session(1, incomplete))
			.withMessage("The session 'test' cannot be built: add the library");
	}

	private Session session(int limit, SharedStore store) {
		return builder(limit(limit), store).build();
	}

	private static RateLimitSettings limit(int limit) {
		return new RateLimitSettings(limit, LONG, Duration.ZERO);
	}

	private SessionBuilder builder(RateLimitSettings limit, SharedStore store) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.resilience((resilience) -> resilience.withRateLimit(limit))
			.shared((shared) -> shared.withStore(store).withCookies(false));
	}

}
