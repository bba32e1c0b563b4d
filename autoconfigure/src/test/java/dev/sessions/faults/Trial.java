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

package dev.sessions.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionException;
import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Bomb;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;

import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests a row: the outcome and its time, the number of requests, the state of the
 * connection, and the success of the next call.
 */
final class Trial {

	private static final String HEALTHY = "/healthy";

	private static final int PATIENCE = 20;

	static final int CONNECTIONS = 2;

	/**
	 * Too long to be drained, with any compression.
	 */
	static final Bomb BOMB = Bomb.of(200);

	private Trial() {
	}

	/**
	 * Run a task with each face and each method concurrently, because most of it is
	 * waiting.
	 */
	static void inEachWay(Attempt attempt) throws InterruptedException {
		Map<String, Future<?>> running = new LinkedHashMap<>();
		try (BackgroundCalls calls = new BackgroundCalls()) {
			for (Way way : Way.values()) {
				for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
					running.put(way + " " + method, calls.start(() -> {
						attempt.make(way, method);
						return true;
					}));
				}
			}
			for (Map.Entry<String, Future<?>> one : running.entrySet()) {
				assertThat(catchThrowable(one.getValue()::get)).as(one.getKey()).isNull();
			}
		}
	}

	static void of(FaultRow row) throws InterruptedException {
		inEachWay((way, method) -> inTime(row, way, method, () -> {
			try (ScriptedServer server = ScriptedServer.start().on(HEALTHY, Reply.ok("healthy"));
					Session session = session(row.ending()).baseUrl(server.url()).build()) {
				row.script().accept(server);
				return of(row, way, method, server, session);
			}
		}));
	}

	/**
	 * Measure the duration of a call. On a busy machine it may be too long, so the best
	 * of several measurements counts.
	 */
	static void inTime(FaultRow row, Way way, HttpMethod method, Callable<Duration> call) throws Exception {
		Duration latest = row.latest(way, method);
		Duration best = Ending.SOON;
		for (int i = 0; i < 3 && best.compareTo(latest) > 0; i++) {
			Duration elapsed = call.call();
			assertThat(elapsed).isBetween(row.earliest(way, method), Ending.SOON);
			best = (elapsed.compareTo(best) < 0) ? elapsed : best;
		}
		assertThat(best).isLessThanOrEqualTo(latest);
	}

	private static Duration of(FaultRow row, Way way, HttpMethod method, ScriptedServer server, Session session) {
		Stopwatch stopwatch = Stopwatch.start();
		row.outcome(way, method)
			.of(() -> way.send(session, method, server.url(FaultRow.PATH), row.streamReads()),
					row.attempts().of(method));
		Duration elapsed = stopwatch.elapsed();
		assertThat(server.requests()).hasSize(row.sent().of(method));
		settle(() -> session.pool().leased() == 0);
		assertThat(session.pool().available()).as("connections").isEqualTo(row.kept(method) ? 1 : 0);
		assertThat(session.pool().pending()).isZero();
		assertThatNextCallWorks(row, way, server, session);
		return elapsed;
	}

	/**
	 * The next call uses the last connection or a new one; all others are closed, at the
	 * server as well.
	 */
	private static void assertThatNextCallWorks(FaultRow row, Way way, ScriptedServer server, Session session) {
		int before = server.requests().size();
		int sent = succeed(row.ending(), way, session, server.url(HEALTHY));
		assertThat(server.requests()).hasSizeBetween(before + 1, before + sent);
		settle(() -> session.pool().leased() == 0 && session.pool().available() == 1 && server.open() == 1);
	}

	/**
	 * Make a call to a path without a fault. With a short timeout a busy machine may need
	 * several calls, but not many.
	 * @return the number of calls
	 */
	static int succeed(Ending ending, Way way, Session session, String url) {
		for (int calls = 1;; calls++) {
			try {
				Outcome.response(200, "healthy")
					.of(() -> way.send(session, HttpMethod.POST, url, Integer.MAX_VALUE), 1);
				return calls;
			}
			catch (SessionException ex) {
				if (ending.earliest().isZero() || calls == PATIENCE) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Wait for an event that happens at once or shortly afterwards on another thread, and
	 * longer than the period in which a connection is not checked.
	 */
	static void settle(Callable<Boolean> condition) {
		await().pollDelay(Duration.ofMillis(1)).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	static SessionBuilder session(Ending ending) {
		return Session.builder("test")
			.timeout((timeout) -> ending.timeouts())
			.pool((pool) -> pool.withMaxConnections(CONNECTIONS))
			.limits((limits) -> limits.withMaxResponseSize(DataSize.ofMegabytes(1)))
			.redirects((redirects) -> redirects.withMax(3))
			.retry((retry) -> retry.withMaxAttempts(3)
				.withBackoff(retry.backoff().withDelay(Duration.ZERO))
				.withBudget(new RetryBudgetSettings(1, 1000)));
	}

	static TransportSettings transport(Ending ending) {
		return session(ending).settings().transport();
	}

	/**
	 * A task to run.
	 */
	@FunctionalInterface
	interface Attempt {

		void make(Way way, HttpMethod method) throws Exception;

	}

}
