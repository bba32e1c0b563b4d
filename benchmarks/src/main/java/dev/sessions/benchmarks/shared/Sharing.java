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

package dev.sessions.benchmarks.shared;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.server.RedisProcess;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Measures sessions that share their cookies through a real Redis, and compares the
 * figures with the limits.
 */
public final class Sharing {

	static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

	private final Table table = new Table("what", "measured", "limit", "budget");

	private Sharing() {
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
		Sharing sharing = new Sharing();
		try (LoopbackServer server = LoopbackServer.start()) {
			sharing.spread(server, quick ? 500 : 5_000);
			sharing.forks(server, quick ? 50_000 : 1_000_000);
		}
		out.printf("%n%s", sharing.table);
	}

	private void spread(LoopbackServer server, int cookies) throws IOException {
		try (RedisProcess redis = RedisProcess.start();
				WorkerProcess worker = SpreadWorker.start(redis.port(), server.url(), cookies)) {
			this.table.add("from Set-Cookie to another instance, p50", worker.number() / 1e6, null, "%.2f ms");
			this.table.add("from Set-Cookie to another instance, p99", worker.number() / 1e6, 50.0, "%.2f ms");
		}
	}

	private void forks(LoopbackServer server, int forks) throws IOException {
		try (RedisProcess redis = RedisProcess.start();
				WorkerProcess worker = ForksWorker.start(redis.port(), server.url(), forks)) {
			this.table.add("keyed forks with a cookie in Redis", (double) worker.number(), null, "%,.0f");
			this.table.add("a round trip to Redis, p50", worker.number() / 1e6, null, "%.3f ms");
			this.table.add("loading a keyed fork, p50", worker.number() / 1e6, null, "%.3f ms");
			this.table.add("loading a keyed fork, p99", worker.number() / 1e6, null, "%.3f ms");
			this.table.add("commands that wait for an answer, each load", worker.number() / 1e3, 1.0, "%.2f");
			this.table.add("memory of a keyed fork with one cookie, shared", (double) worker.number(), null, "%,.0f B");
			this.table.add("memory after many more forks to that with forks.max-count", worker.number() / 1e3, 1.1,
					"%.2f");
		}
	}

}
