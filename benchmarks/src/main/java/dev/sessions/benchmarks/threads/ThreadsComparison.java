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
import dev.sessions.benchmarks.server.Server;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Pace;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Ratio;
import dev.sessions.benchmarks.worker.Rounds;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Compares GETs from many threads over loopback and 64 connections, with and without TLS.
 */
public final class ThreadsComparison {

	private static final Pace THOROUGH = new Pace(Long.MAX_VALUE, Duration.ofSeconds(8), Duration.ofSeconds(1), 7);

	private static final Pace QUICK = new Pace(Long.MAX_VALUE, Duration.ofSeconds(2), Duration.ofMillis(200), 7);

	private ThreadsComparison() {
	}

	/**
	 * Print the comparison.
	 * @param args {@code quick} for a short run
	 * @throws IOException if a client fails
	 */
	public static void main(String[] args) throws IOException {
		Pace pace = List.of(args).contains("quick") ? QUICK : THOROUGH;
		PrintStream out = System.out;
		out.println(Machine.describe());
		int present = (int) Crowd.ALL.stream().filter(Crowd::isPresent).count();
		out.println(pace.forecast(present * Pooled.values().length));
		double spread = 0;
		for (Crowd crowd : Crowd.ALL) {
			if (!crowd.isPresent()) {
				out.printf("%n%s: needs Java 21 for virtual threads, and nginx for TLS.%n", crowd);
				continue;
			}
			Map<Pooled, Rounds> results = measure(crowd, pace);
			out.printf("%n%s:%n%n%s", crowd, table(crowd, results));
			spread = Math.max(spread, Math.max(spread(results, Pooled.BARE), spread(results, Pooled.SESSION_VERB)));
		}
		out.printf("%n%s%n", Machine.noise(spread));
	}

	private static Map<Pooled, Rounds> measure(Crowd crowd, Pace pace) throws IOException {
		Map<Pooled, WorkerProcess> workers = new EnumMap<>(Pooled.class);
		try (Server server = crowd.serve()) {
			for (Pooled client : Pooled.values()) {
				workers.put(client, ThreadsWorker.start(client, crowd.kind(), crowd.threads(), server.url()));
			}
			return pace.run(workers);
		}
		finally {
			workers.values().forEach(WorkerProcess::close);
		}
	}

	private static double spread(Map<Pooled, Rounds> results, Pooled client) {
		return results.getOrDefault(client, Rounds.NONE).quartiles(Sample::callsPerSecond).spread();
	}

	private static Table table(Crowd crowd, Map<Pooled, Rounds> results) {
		Table table = new Table("client", "calls/s", "ratio", "spread", "p50 ms", "p99 ms", "ratio", "budgets");
		Rounds bare = results.getOrDefault(Pooled.BARE, Rounds.NONE);
		results.forEach((client, rounds) -> {
			Quartiles throughput = rounds.quartiles(Sample::callsPerSecond);
			Ratio faster = Ratio.of(rounds, bare, Sample::callsPerSecond);
			Ratio p99 = Ratio.of(rounds, bare, Sample::p99Nanos);
			table.add(client.label(), format("%,.0f", throughput.median()), faster.toString(),
					format("%.0f %%", 100 * throughput.spread()),
					format("%.2f", rounds.quartiles(Sample::medianNanos).median() / 1e6),
					format("%.2f", rounds.quartiles(Sample::p99Nanos).median() / 1e6), p99.toString(),
					(client == Pooled.SESSION_VERB) ? verdicts(crowd, faster, p99) : "");
		});
		return table;
	}

	private static String verdicts(Crowd crowd, Ratio faster, Ratio p99) {
		return "calls/s " + faster.atLeast(crowd.throughput()) + "; p99 " + p99.atMost(Crowd.P99);
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
