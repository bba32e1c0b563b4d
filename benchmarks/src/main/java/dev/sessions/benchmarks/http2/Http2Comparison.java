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

package dev.sessions.benchmarks.http2;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sessions.benchmarks.client.Multiplexed;
import dev.sessions.benchmarks.server.ReactorServer;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Pace;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Ratio;
import dev.sessions.benchmarks.worker.Rounds;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/**
 * Compares GETs over HTTP/2 and HTTP/1.1, on the loopback interface without TLS.
 */
public final class Http2Comparison {

	private static final Pace THOROUGH = new Pace(Long.MAX_VALUE, Duration.ofSeconds(4), Duration.ofSeconds(1), 7);

	private static final Pace QUICK = new Pace(Long.MAX_VALUE, Duration.ofSeconds(2), Duration.ofMillis(200), 7);

	private Http2Comparison() {
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
		int present = (int) Scenario.ALL.stream().filter((scenario) -> scenario.kind().isPresent()).count();
		out.println(pace.forecast(present * Multiplexed.values().length));
		double spread = 0;
		for (Scenario scenario : Scenario.ALL) {
			if (!scenario.kind().isPresent()) {
				out.printf("%n%s: not on this JVM.%n", scenario);
				continue;
			}
			Map<Multiplexed, Rounds> results = measure(scenario, pace);
			out.printf("%n%s:%n%n%s", scenario, table(results));
			for (Rounds rounds : results.values()) {
				spread = Math.max(spread, rounds.quartiles(Sample::callsPerSecond).spread());
			}
		}
		out.printf("%n%s%n", Machine.noise(spread));
	}

	private static Map<Multiplexed, Rounds> measure(Scenario scenario, Pace pace) throws IOException {
		Map<Multiplexed, WorkerProcess> workers = new EnumMap<>(Multiplexed.class);
		try (ReactorServer http1 = ReactorServer.start(HttpVersionPolicy.FORCE_HTTP_1);
				ReactorServer http2 = ReactorServer.start(HttpVersionPolicy.FORCE_HTTP_2)) {
			for (Multiplexed client : Multiplexed.values()) {
				ReactorServer server = (client.versions() == HttpVersionPolicy.FORCE_HTTP_2) ? http2 : http1;
				workers.put(client, Http2Worker.start(client, scenario, server.url()));
			}
			return pace.run(workers);
		}
		finally {
			workers.values().forEach(WorkerProcess::close);
		}
	}

	private static Table table(Map<Multiplexed, Rounds> results) {
		Table table = new Table("client", "calls/s", "ratio", "spread", "p50 ms", "p99 ms", "B/call", "");
		Rounds session = results.getOrDefault(Multiplexed.SESSION, Rounds.NONE);
		results.forEach((client, rounds) -> {
			Quartiles throughput = rounds.quartiles(Sample::callsPerSecond);
			double bytes = rounds.quartiles(Sample::bytesPerCall).median();
			table.add(client.label(), format("%,.0f", throughput.median()),
					Ratio.of(rounds, session, Sample::callsPerSecond).toString(),
					format("%.0f %%", 100 * throughput.spread()),
					format("%.2f", rounds.quartiles(Sample::medianNanos).median() / 1e6),
					format("%.2f", rounds.quartiles(Sample::p99Nanos).median() / 1e6),
					(bytes > 0) ? format("%,.0f", bytes) : "", "");
		});
		return table;
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
