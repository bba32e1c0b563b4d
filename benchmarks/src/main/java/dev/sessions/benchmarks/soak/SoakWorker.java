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

package dev.sessions.benchmarks.soak;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sessions.PoolStats;
import dev.sessions.Session;
import dev.sessions.benchmarks.threads.ThreadKind;
import dev.sessions.benchmarks.worker.Heap;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Runs one session under faults, in these steps: calls without faults, calls with faults
 * up to the first heap measurement and on to the second, calls without faults again, and
 * finally all connections at once. The session stays open until the worker is told to
 * end.
 */
public final class SoakWorker {

	static final int CONNECTIONS = 64;

	static final int ATTEMPTS = 3;

	static final Duration TOTAL = Duration.ofSeconds(2);

	private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

	private static final Duration READ = Duration.ofMillis(500);

	private static final Duration GATE = Duration.ofSeconds(20);

	private SoakWorker() {
	}

	static WorkerProcess start(ThreadKind kind, int threads, Duration time, URI server) throws IOException {
		return WorkerProcess.start(SoakWorker.class, JVM, kind.name(), Integer.toString(threads),
				Long.toString(time.toMillis()), server.toString());
	}

	public static void main(String[] args) throws Exception {
		Worker worker = new Worker();
		Duration time = Duration.ofMillis(Long.parseLong(args[2]));
		try (Session session = session(args[3])) {
			Callers callers = new Callers(session, ThreadKind.valueOf(args[0]).factory(), Integer.parseInt(args[1]));
			Map<Figure, Long> figures = run(callers, time, session);
			for (Figure figure : Figure.values()) {
				worker.answer(Objects.requireNonNull(figures.get(figure)));
			}
			callers.outcomes.values().forEach((count) -> worker.answer(count.sum()));
			while (System.in.read() >= 0) {
				// until the other side has counted its connections
			}
		}
	}

	/**
	 * A 503 with {@code Retry-After} would delay all callers, and their latencies would
	 * be meaningless.
	 */
	private static Session session(String url) {
		return Session.builder("soak")
			.baseUrl(url)
			.pool((pool) -> pool.withMaxConnections(CONNECTIONS))
			.timeout((timeout) -> timeout.withTotal(TOTAL).withRead(READ))
			.redirects((redirects) -> redirects.withMax(5))
			.retry((retry) -> retry.withMaxAttempts(ATTEMPTS)
				.withShareRetryAfter(false)
				.withBackoff(retry.backoff().withDelay(Duration.ofMillis(20))))
			.build();
	}

	private static Map<Figure, Long> run(Callers callers, Duration time, Session session) throws InterruptedException {
		Duration calm = time.multipliedBy(75).dividedBy(1000);
		Histogram without = new Histogram();
		Histogram with = new Histogram();
		callers.run(time.dividedBy(20), true, new Histogram());
		callers.run(calm, false, without);
		// that is after two of five minutes
		callers.run(time.multipliedBy(275).dividedBy(1000), true, with);
		long early = Heap.used();
		callers.run(time.multipliedBy(525).dividedBy(1000), true, with);
		long late = Heap.used();
		callers.run(calm, false, without);
		session.post("/answered", (request) -> request.body(callers.answeredPosts()));
		useAllConnections(session);
		PoolStats pool = session.pool();
		Map<Figure, Long> figures = new EnumMap<>(Figure.class);
		figures.put(Figure.MADE, callers.made.sum());
		figures.put(Figure.FAULTY, callers.faulty.sum());
		figures.put(Figure.PROPER_FAILURES, callers.properFailures.sum());
		figures.put(Figure.LONGEST, callers.longest.get());
		figures.put(Figure.P99_WITHOUT, without.quantile(0.99));
		figures.put(Figure.P99_WITH, with.quantile(0.99));
		figures.put(Figure.HEAP_EARLY, early);
		figures.put(Figure.HEAP_LATE, late);
		figures.put(Figure.LEASED, (long) pool.leased() + pool.pending());
		figures.put(Figure.AVAILABLE, (long) pool.available());
		return figures;
	}

	/**
	 * Lease all connections at the same time; the server answers only then. A connection
	 * that the server has closed is replaced.
	 */
	private static void useAllConnections(Session session) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			Thread thread = new Thread(
					() -> session.get("/gate", (request) -> request.readTimeout(GATE).timeout(GATE)));
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

}
