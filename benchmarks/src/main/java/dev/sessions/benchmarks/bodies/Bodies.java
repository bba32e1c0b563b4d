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

package dev.sessions.benchmarks.bodies;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.benchmarks.server.NginxProcess;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Pace;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Ratio;
import dev.sessions.benchmarks.worker.Rounds;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Compares downloads and uploads of 100 MB with nginx as the server, over loopback, with
 * and without TLS 1.3.
 */
public final class Bodies {

	private static final Pace THOROUGH = new Pace(Long.MAX_VALUE, Duration.ofSeconds(5), Duration.ofSeconds(2), 7);

	private static final Pace QUICK = new Pace(Long.MAX_VALUE, Duration.ofSeconds(3), Duration.ofMillis(500), 6);

	/**
	 * The largest ratio of a session's CPU time to that of the best other client.
	 */
	private static final double LIMIT = 1.05;

	private final Pace pace;

	private final PrintStream out;

	private double spread;

	private Bodies(Pace pace, PrintStream out) {
		this.pace = pace;
		this.out = out;
	}

	/**
	 * Print the comparison.
	 * @param args {@code quick} for a short run
	 * @throws IOException if a client fails
	 */
	public static void main(String[] args) throws IOException {
		new Bodies(List.of(args).contains("quick") ? QUICK : THOROUGH, System.out).run();
	}

	private void run() throws IOException {
		this.out.println(Machine.describe());
		this.out.println(this.pace.forecast(2 * Transfer.values().length * BodyPeer.values().length));
		for (boolean tls : new boolean[] { false, true }) {
			for (Transfer transfer : Transfer.values()) {
				Map<BodyPeer, Rounds> results = measure(transfer, tls);
				this.out.printf("%n100 MB, %s%s:%n%n%s", transfer, tls ? ", TLS 1.3" : "", table(results));
			}
		}
		this.out.printf("%n%s%n", Machine.noise(this.spread));
	}

	private Map<BodyPeer, Rounds> measure(Transfer transfer, boolean tls) throws IOException {
		Map<BodyPeer, WorkerProcess> workers = new EnumMap<>(BodyPeer.class);
		try (NginxProcess server = NginxProcess.start(tls)) {
			for (BodyPeer peer : BodyPeer.values()) {
				workers.put(peer, BodiesWorker.start(peer, transfer, server.url()));
			}
			return this.pace.run(workers);
		}
		finally {
			workers.values().forEach(WorkerProcess::close);
		}
	}

	private Table table(Map<BodyPeer, Rounds> results) {
		Table table = new Table("client", "MB/s", "CPU ms/100 MB", "ratio to the best other", "spread", "budget");
		BodyPeer best = best(results);
		results.forEach((peer, rounds) -> {
			Quartiles cpu = rounds.quartiles(Sample::cpuNanosPerCall);
			Ratio ratio = Ratio.of(rounds, results.getOrDefault(best, Rounds.NONE), Sample::cpuNanosPerCall);
			boolean session = (peer == BodyPeer.SESSION);
			table.add(peer.label(), format("%,.0f", rounds.quartiles(Sample::callsPerSecond).median()),
					format("%.0f", 100 * cpu.median() / 1e6), ratio.toString(), format("%.0f %%", 100 * cpu.spread()),
					session ? "CPU " + ratio.atMost(LIMIT) : "");
			if (session || peer == best) {
				this.spread = Math.max(this.spread, cpu.spread());
			}
		});
		return table;
	}

	/**
	 * The client with the lowest CPU time, sessions excluded.
	 */
	private static BodyPeer best(Map<BodyPeer, Rounds> results) {
		return Stream.of(BodyPeer.HTTP_CLIENT, BodyPeer.JDK, BodyPeer.OK_HTTP)
			.min(Comparator.comparingDouble(
					(peer) -> results.getOrDefault(peer, Rounds.NONE).quartiles(Sample::cpuNanosPerCall).median()))
			.orElseThrow();
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
