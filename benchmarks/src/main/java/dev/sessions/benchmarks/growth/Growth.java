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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Pace;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Ratio;
import dev.sessions.benchmarks.worker.Rounds;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Measures what grows with the number of cookies, sessions and forks, and compares it
 * with the limits.
 */
public final class Growth {

	private static final Pace PACE = new Pace(100_000, Duration.ofSeconds(30), Duration.ofMillis(300), 15);

	private static final Pace QUICK = new Pace(20_000, Duration.ofSeconds(10), Duration.ofMillis(100), 7);

	private static final int FOREIGN_COOKIES = 10_000;

	private static final double COOKIES_RATIO = 1.1;

	private final Table table = new Table("what", "measured", "limit", "budget");

	private double spread;

	private Growth() {
	}

	/**
	 * Print the figures.
	 * @param args {@code quick} for a short run
	 * @throws IOException if a process fails
	 */
	public static void main(String[] args) throws IOException {
		boolean quick = List.of(args).contains("quick");
		PrintStream out = System.out;
		out.println(Machine.describe());
		out.println(quick ? "About a minute." : "About five minutes on a quiet machine.");
		Growth growth = new Growth();
		try {
			growth.cookies(quick ? QUICK : PACE);
			growth.firstCall(quick ? 3 : 11);
			Starts starts = Starts.measure(quick ? 1 : 7, !quick);
			growth.start(starts);
			out.printf("%n%s", starts);
			growth.memory();
		}
		finally {
			out.printf("%n%s%n%s%n", growth.table, Machine.noise(growth.spread));
		}
	}

	private void cookies(Pace pace) throws IOException {
		try (WorkerProcess without = CookiesWorker.start(0);
				WorkerProcess with = CookiesWorker.start(FOREIGN_COOKIES)) {
			Map<Integer, WorkerProcess> workers = new LinkedHashMap<>();
			workers.put(0, without);
			workers.put(FOREIGN_COOKIES, with);
			Map<Integer, Rounds> results = pace.run(workers);
			results.values().forEach((rounds) -> note(rounds.quartiles(Sample::medianNanos)));
			addCookies("time of a call with 10,000 foreign cookies to none", results, Sample::medianNanos);
			addCookies("bytes of a call with 10,000 foreign cookies to none", results, Sample::bytesPerCall);
		}
	}

	private void addCookies(String what, Map<Integer, Rounds> results, ToDoubleFunction<Sample> value) {
		Ratio ratio = Ratio.of(results.getOrDefault(FOREIGN_COOKIES, Rounds.NONE), results.getOrDefault(0, Rounds.NONE),
				value);
		this.table.add(what, ratio, COOKIES_RATIO);
	}

	private void memory() throws IOException {
		try (LoopbackServer server = LoopbackServer.start()) {
			for (Retained retained : Retained.values()) {
				try (WorkerProcess worker = RetainedWorker.start(retained, server.url())) {
					this.table.add("memory of " + retained, (double) worker.number(), retained.limit(), "%,.0f B");
				}
			}
			try (WorkerProcess worker = RetainedWorker.millionForks(server.url())) {
				this.table.add("a million forks, the heap being 1 GB", (double) worker.number(), 1024, "%,.0f MB");
			}
		}
	}

	private void start(Starts starts) {
		this.spread = Math.max(this.spread, starts.spread());
		this.table.add("start without sessions", starts.millis(0), null, "%,.0f ms");
		for (int sessions : List.of(100, 1000)) {
			this.table.add("added by %,d beans that Spring Boot binds from the same YAML".formatted(sessions),
					starts.floor(sessions), null, "%,.0f ms");
			this.table.add("added by %,d sessions".formatted(sessions), starts.added(sessions),
					(sessions == 100) ? 150 : 600, "%,.0f ms");
		}
	}

	private void firstCall(int rounds) throws IOException {
		try (LoopbackServer server = LoopbackServer.start()) {
			FirstCalls calls = FirstCalls.measure(rounds, server.url());
			add("first call of a started application", calls.started());
			add("first call of a JVM without Spring Boot", calls.alone());
			add("building the client and the first call", calls.withBuilding());
		}
	}

	private void add(String what, FirstCalls.Pair pair) {
		double limit = note(pair.restClient());
		this.table.add(what + ", RestClient on HttpClient", limit, null, "%,.0f ms");
		this.table.add(what + ", session", note(pair.session()), limit, "%,.0f ms");
	}

	/**
	 * Record the spread of the times.
	 */
	private double note(Quartiles times) {
		this.spread = Math.max(this.spread, times.spread());
		return times.median();
	}

}
