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

package dev.sessions.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Measures calls before the JVM has compiled them: after a small number of calls in a
 * fresh JVM that compiles in the background, as in an application.
 */
public final class WarmUp {

	private static final int[] CALLS_BEFORE = { 1_000, 5_000, 20_000 };

	private static final int CALLS = 500;

	private static final int ROUNDS = 9;

	private static final double LIMIT = 1.0;

	private static final List<Peer> PEERS = List.of(Peer.BARE, Peer.SESSION_VERB, Peer.MEASURED_SESSION);

	private static final Duration LONG = Duration.ofMinutes(1);

	private WarmUp() {
	}

	/**
	 * Print the comparison.
	 * @param args not used
	 * @throws IOException if a client fails
	 */
	public static void main(String[] args) throws IOException {
		PrintStream out = System.out;
		out.println(Machine.describe() + " This takes about a minute.");
		Map<Peer, List<List<Sample>>> samples = new EnumMap<>(Peer.class);
		for (int round = 0; round < ROUNDS; round++) {
			for (Peer peer : PEERS) {
				samples.computeIfAbsent(peer, (first) -> new ArrayList<>()).add(measure(peer));
			}
		}
		out.printf("%nGET, in memory, in a fresh JVM:%n%n%s", table(samples));
	}

	private static List<Sample> measure(Peer peer) throws IOException {
		List<Sample> samples = new ArrayList<>();
		try (WorkerProcess worker = CallsWorker.cold(peer, Job.GET)) {
			int made = 0;
			for (int before : CALLS_BEFORE) {
				worker.run(before - made, LONG);
				samples.add(worker.run(CALLS, LONG));
				made = before + CALLS;
			}
		}
		return samples;
	}

	private static Table table(Map<Peer, List<List<Sample>>> samples) {
		Table table = new Table("client", "calls before", "us/call", "ratio", "spread", "budget");
		for (int i = 0; i < CALLS_BEFORE.length; i++) {
			List<Sample> reference = at(samples, Peer.BARE, i);
			for (Peer peer : PEERS) {
				List<Sample> rounds = at(samples, peer, i);
				Quartiles time = Quartiles.of(rounds, Quantity.TIME::of);
				double ratio = Quartiles.ofRatios(rounds, reference, Quantity.TIME::of).median();
				table.add(peer.label(), format("%,d", CALLS_BEFORE[i]), format("%.1f", time.median() / 1000),
						format("%.2f", ratio), format("%.0f %%", 100 * time.spread()),
						(peer == Peer.SESSION_VERB) ? verdict(ratio) : "");
			}
		}
		return table;
	}

	private static List<Sample> at(Map<Peer, List<List<Sample>>> samples, Peer peer, int point) {
		return samples.getOrDefault(peer, List.of()).stream().map((round) -> round.get(point)).toList();
	}

	private static String verdict(double ratio) {
		return format("at most %.2f: %s", LIMIT, (ratio <= LIMIT) ? "kept" : "missed");
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
