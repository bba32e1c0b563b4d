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
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Pace;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * The comparison: each job, over sockets in memory and over loopback, by all clients in
 * turn.
 */
public final class Comparison {

	private static final Pace THOROUGH = new Pace(50_000, Duration.ofSeconds(15), Duration.ofMillis(300), 11);

	private static final Pace QUICK = new Pace(20_000, Duration.ofSeconds(10), Duration.ofMillis(100), 5);

	private final Pace pace;

	private final PrintStream out;

	private Comparison(Pace pace, PrintStream out) {
		this.pace = pace;
		this.out = out;
	}

	/**
	 * Print the comparison.
	 * @param args {@code quick} for a first look
	 * @throws IOException if a client fails
	 */
	public static void main(String[] args) throws IOException {
		boolean quick = List.of(args).contains("quick");
		new Comparison(quick ? QUICK : THOROUGH, System.out).run();
	}

	private void run() throws IOException {
		this.out.println(Machine.describe());
		double spread = 0;

		for (Sockets sockets : Sockets.values()) {
			for (Job job : Job.values()) {
				Contest contest = measure(job, sockets);
				this.out.printf("%n%s, %s:%n%n%s", job, sockets, contest);
				spread = Math.max(spread, contest.spread());

			}
		}
		this.out.printf("%n%s%n", Machine.noise(spread));
	}

	private Contest measure(Job job, Sockets sockets) throws IOException {
		Map<Peer, WorkerProcess> workers = new LinkedHashMap<>();
		try (LoopbackServer server = LoopbackServer.start()) {
			for (Peer peer : Peer.values()) {
				if (sockets.has(peer)) {
					workers.put(peer, worker(peer, job, sockets, server.url()));
				}
			}
			return new Contest(job, sockets, this.pace.run(workers));
		}
		finally {
			workers.values().forEach(WorkerProcess::close);
		}
	}

	private static WorkerProcess worker(Peer peer, Job job, Sockets sockets, URI server) throws IOException {
		return (sockets == Sockets.MEMORY) ? CallsWorker.inMemory(peer, job)
				: CallsWorker.overLoopback(peer, job, server);
	}

}
