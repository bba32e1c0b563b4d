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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.server.Server;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Compares all clients in turn: each job, over in-memory sockets and over loopback.
 */
public final class Comparison {

	private final Extent extent;

	private final PrintStream out;

	private Comparison(Extent extent, PrintStream out) {
		this.extent = extent;
		this.out = out;
	}

	/**
	 * Print the comparison.
	 * @param args {@code quick} for a short run; {@code memory}, {@code loopback} or
	 * {@code tls} for these sockets only
	 * @throws IOException if a client fails
	 */
	public static void main(String[] args) throws IOException {
		List<String> arguments = List.of(args);
		Extent extent = arguments.contains("quick") ? Extent.QUICK : Extent.THOROUGH;
		new Comparison(extent.over(arguments), System.out).run();
	}

	private void run() throws IOException {
		this.out.println(Machine.describe());
		this.out.println(this.extent.pace().forecast(this.extent.workers()));
		List<String> leftOut = this.extent.leftOut();
		if (!leftOut.isEmpty()) {
			this.out.println("Left out: " + String.join("; ", leftOut) + ".");
		}
		double spread = 0;
		for (Sockets sockets : this.extent.sockets()) {
			if (!sockets.isPresent()) {
				this.out.printf("%n%s: nginx is not on the PATH; on Debian: apt-get install nginx.%n", sockets);
				continue;
			}
			for (Job job : this.extent.jobs()) {
				Contest contest = measure(job, sockets);
				this.out.printf("%n%s, %s:%n%n%s", job, sockets, contest);
				spread = Math.max(spread, contest.spread());
			}
		}
		this.out.printf("%n%s%n", Machine.noise(spread));
	}

	private Contest measure(Job job, Sockets sockets) throws IOException {
		Map<Peer, WorkerProcess> workers = new LinkedHashMap<>();
		try (Server server = sockets.serve()) {
			for (Peer peer : this.extent.peers(sockets)) {
				workers.put(peer, worker(peer, job, sockets, server.url()));
			}
			return new Contest(job, sockets, this.extent.pace().run(workers));
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
