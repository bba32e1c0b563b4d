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
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sessions.benchmarks.threads.ThreadKind;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Makes calls from many threads on one session, with faults of the server in a twentieth
 * of them, and verifies that every promise holds.
 */
public final class Soak {

	private static final Duration THOROUGH = Duration.ofMinutes(10);

	private static final Duration QUICK = Duration.ofMinutes(1);

	private static final int PLATFORM_THREADS = 64;

	private static final int VIRTUAL_THREADS = 2000;

	/**
	 * The accepted rate of failed calls: a connection may close while a request is on its
	 * way, and not every request may be sent again.
	 */
	private static final double FAILURES = 0.02;

	private static final double HEAP = 5;

	private static final double P99 = 3;

	/**
	 * The time that a call may take beyond its total timeout.
	 */
	private static final Duration GRACE = Duration.ofMillis(250);

	private final Table table = new Table("what", "measured", "limit", "budget");

	private final String crowd;

	private Soak(String crowd) {
		this.crowd = crowd;
	}

	/**
	 * Print the table.
	 * @param args {@code quick} for a short run
	 * @throws IOException if a process fails
	 * @throws InterruptedException if the thread was interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Duration time = (List.of(args).contains("quick") ? QUICK : THOROUGH).dividedBy(2);
		PrintStream out = System.out;
		out.println(Machine.describe());
		run(ThreadKind.PLATFORM, PLATFORM_THREADS, time, out);
		run(ThreadKind.VIRTUAL, VIRTUAL_THREADS, time, out);
	}

	private static void run(ThreadKind kind, int threads, Duration time, PrintStream out)
			throws IOException, InterruptedException {
		String crowd = threads + " " + kind.name().toLowerCase(Locale.ROOT) + " threads";
		if (!kind.isPresent()) {
			out.printf("%n%s: not on this JVM.%n", crowd);
			return;
		}
		Soak soak = new Soak(crowd);
		try (FaultyServer server = FaultyServer.start(SoakWorker.CONNECTIONS);
				WorkerProcess worker = SoakWorker.start(kind, threads, time, server.url())) {
			soak.fill(worker, server);
		}
		out.printf("%n%s, %d s:%n%n%s", soak.crowd, time.toSeconds(), soak.table);
	}

	private void fill(WorkerProcess worker, FaultyServer server) throws IOException, InterruptedException {
		Map<Figure, Long> figures = new EnumMap<>(Figure.class);
		for (Figure figure : Figure.values()) {
			figures.put(figure, worker.number());
		}
		Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			outcomes.put(outcome, worker.number());
		}
		addCalls(new Figures(figures), outcomes);
		addPosts(server.arrivals());
		addRest(new Figures(figures), server);
	}

	private void addCalls(Figures figures, Map<Outcome, Long> outcomes) {
		double made = figures.get(Figure.MADE);
		this.table.add("calls", made, null, "%,.0f");
		this.table.add("of them with a fault", 100 * figures.get(Figure.FAULTY) / made, null, "%.1f %%");
		outcomes.forEach((outcome, count) -> this.table.add(
				"ended: " + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '), (double) count,
				(outcome == Outcome.WRONG || outcome == Outcome.UNEXPECTED) ? 0.0 : null, "%,.0f"));
		this.table.add("did not end", made - outcomes.values().stream().mapToLong(Long::longValue).sum(), 0.0, "%,.0f");
		this.table.add("without a fault and yet not answered", 100 * figures.get(Figure.PROPER_FAILURES) / made,
				FAILURES, "%.3f %%");
		this.table.add("longest call", figures.get(Figure.LONGEST) / 1e6,
				(double) SoakWorker.TOTAL.plus(GRACE).toMillis(), "%,.0f ms");
	}

	private void addPosts(Arrivals arrivals) {
		this.table.add("POSTs that came", (double) arrivals.count(), null, "%,.0f");
		this.table.add("POSTs without a key that came twice", (double) arrivals.repeatedWithoutKey(), 0.0, "%,.0f");
		this.table.add("POSTs with a key that came too often, or under another",
				(double) arrivals.repeatedTooOften(SoakWorker.ATTEMPTS), 0.0, "%,.0f");
		this.table.add("POSTs that were answered and never came", (double) arrivals.neverCame(), 0.0, "%,.0f");
	}

	private void addRest(Figures figures, FaultyServer server) throws InterruptedException {
		double early = figures.get(Figure.HEAP_EARLY);
		this.table.add("heap after two fifths of the time", early / 1e6, null, "%.2f MB");
		this.table.add("growth of the heap until the end", 100 * (figures.get(Figure.HEAP_LATE) - early) / early, HEAP,
				"%.1f %%");
		double pooled = figures.get(Figure.AVAILABLE);
		this.table.add("connections in use in the end, or waited for", figures.get(Figure.LEASED), 0.0, "%,.0f");
		this.table.add("connections that could not be used in the end", SoakWorker.CONNECTIONS - pooled, 0.0, "%,.0f");
		this.table.add("connections that only one side knows", Math.abs(server.open((int) pooled) - pooled), 0.0,
				"%,.0f");
		double without = figures.get(Figure.P99_WITHOUT);
		this.table.add("p99 where there are no faults", without / 1e6, null, "%.2f ms");
		this.table.add("p99 without a fault beside faults, to that", figures.get(Figure.P99_WITH) / without, P99,
				"%.2f");
	}

	/**
	 * The figures of a worker.
	 */
	private record Figures(Map<Figure, Long> byName) {

		double get(Figure figure) {
			return this.byName.getOrDefault(figure, 0L);
		}

	}

}
