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

package dev.sessions.benchmarks.threads;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sessions.benchmarks.client.Pooled;
import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Pace;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * The comparison of GETs from many threads, over loopback and 64 connections.
 */
public final class ThreadsComparison {

	private static final Pace THOROUGH = new Pace(Long.MAX_VALUE, Duration.ofSeconds(4), Duration.ofSeconds(1), 7);

	private static final Pace QUICK = new Pace(Long.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMillis(300), 3);

	private ThreadsComparison() {
	}

	/**
	 * Print the comparison.
	 * @param args {@code quick} for a first look
	 * @throws IOException if a client fails
	 */
	public static void main(String[] args) throws IOException {
		Pace pace = List.of(args).contains("quick") ? QUICK : THOROUGH;
		PrintStream out = System.out;
		out.println(Machine.describe());
		double spread = 0;
		for (Crowd crowd : Crowd.ALL) {
			if (!crowd.kind().isPresent()) {
				out.printf("%n%s: not on this JVM.%n", crowd);
				continue;
			}
			Map<Pooled, List<Sample>> samples = measure(crowd, pace);
			out.printf("%n%s:%n%n%s", crowd, table(crowd, samples));
			spread = Math.max(spread, Math.max(spread(samples, Pooled.BARE), spread(samples, Pooled.SESSION_VERB)));
		}
		out.printf("%n%s%n", Machine.noise(spread));
	}

	private static Map<Pooled, List<Sample>> measure(Crowd crowd, Pace pace) throws IOException {
		Map<Pooled, WorkerProcess> workers = new EnumMap<>(Pooled.class);
		try (LoopbackServer server = LoopbackServer.start()) {
			for (Pooled client : Pooled.values()) {
				workers.put(client, ThreadsWorker.start(client, crowd.kind(), crowd.threads(), server.url()));
			}
			return pace.run(workers);
		}
		finally {
			workers.values().forEach(WorkerProcess::close);
		}
	}

	private static double spread(Map<Pooled, List<Sample>> samples, Pooled client) {
		return Quartiles.of(samples.getOrDefault(client, List.of()), Sample::callsPerSecond).spread();
	}

	private static Table table(Crowd crowd, Map<Pooled, List<Sample>> samples) {
		Table table = new Table("client", "calls/s", "ratio", "spread", "p50 ms", "p99 ms", "ratio", "budgets");
		List<Sample> bare = samples.getOrDefault(Pooled.BARE, List.of());
		samples.forEach((client, rounds) -> {
			Quartiles throughput = Quartiles.of(rounds, Sample::callsPerSecond);
			double faster = Quartiles.ofRatios(rounds, bare, Sample::callsPerSecond).median();
			double p99 = Quartiles.ofRatios(rounds, bare, Sample::p99Nanos).median();
			table.add(client.label(), format("%,.0f", throughput.median()), format("%.2f", faster),
					format("%.0f %%", 100 * throughput.spread()),
					format("%.2f", Quartiles.of(rounds, Sample::medianNanos).median() / 1e6),
					format("%.2f", Quartiles.of(rounds, Sample::p99Nanos).median() / 1e6), format("%.2f", p99),
					(client == Pooled.SESSION_VERB) ? verdicts(crowd, faster, p99) : "");
		});
		return table;
	}

	private static String verdicts(Crowd crowd, double faster, double p99) {
		return format("calls/s %.2f, at least %.2f: %s; p99 %.2f, at most %.2f: %s", faster, crowd.throughput(),
				(faster >= crowd.throughput()) ? "kept" : "missed", p99, Crowd.P99,
				(p99 <= Crowd.P99) ? "kept" : "missed");
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
