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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.benchmarks.server.RedisProcess;
import dev.sessions.benchmarks.worker.Machine;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Runs three instances that share a session through Redis, which is frozen or restarted
 * once a minute, and verifies that no call is affected and that all instances end with
 * the same state.
 */
public final class SharedSoak {

	private static final Duration THOROUGH = Duration.ofMinutes(10);

	private static final int INSTANCES = 3;

	private static final double HEAP = 5;

	private static final long SETTLING_SECONDS = 5;

	private static final Pattern COMMA = Pattern.compile(",");

	private final Table table = new Table("what", "measured", "limit", "budget");

	private SharedSoak() {
	}

	/**
	 * Print the table.
	 * @param args the duration, such as {@code PT2M}; ten minutes by default
	 * @throws IOException if a process fails
	 * @throws InterruptedException if the thread was interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Duration time = (args.length > 0) ? Duration.parse(args[0]) : THOROUGH;
		PrintStream out = System.out;
		out.println(Machine.describe());
		SharedSoak soak = new SharedSoak();
		List<WorkerProcess> workers = new ArrayList<>();
		try (LoginServer server = LoginServer.start(); RedisProcess redis = RedisProcess.start()) {
			for (int i = 0; i < INSTANCES; i++) {
				workers.add(SharedSoakWorker.start(i, time, redis.port(), server.url()));
			}
			Outages outages = new Outages(redis, time);
			outages.run();
			soak.table.add("outages of Redis", (double) outages.count(), null, "%,.0f");
			soak.fill(workers, server, redis);
		}
		finally {
			workers.forEach(WorkerProcess::close);
		}
		out.printf("%n%d instances, %d s:%n%n%s", INSTANCES, time.toSeconds(), soak.table);
	}

	private void fill(List<WorkerProcess> workers, LoginServer server, RedisProcess redis)
			throws IOException, InterruptedException {
		Figures all = Figures.read(workers);
		this.table.add("calls", all.sum(0), null, "%,.0f");
		this.table.add("did not end", all.sum(0) - all.sum(1) - all.sum(2), 0.0, "%,.0f");
		this.table.add("failed", all.sum(2), 0.0, "%,.0f");
		this.table.add("p99 of a call, slowest instance", all.max(3) / 1e6, null, "%.1f ms");
		this.table.add("longest call", all.max(4) / 1e6, null, "%,.0f ms");
		this.table.add("access tokens", (double) server.tokens(), null, "%,.0f");
		TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
		addCookies(workers);
		this.table.add("connections to Redis, each instance", (double) redis.connections() / INSTANCES, 2.0, "%.1f");
		this.table.add("connections to the server in use, or waited for", all.sum(7), 0.0, "%,.0f");
		this.table.add("heap after two fifths of the time, largest", all.max(5) / 1e6, null, "%.2f MB");
		this.table.add("growth of the heap until the end, largest", all.growth(5, 6), HEAP, "%.1f %%");
	}

	private void addCookies(List<WorkerProcess> workers) throws IOException {
		List<Set<String>> jars = new ArrayList<>();
		Set<String> set = new LinkedHashSet<>();
		for (WorkerProcess worker : workers) {
			worker.proceed();
			jars.add(cookies(worker.text()));
			set.addAll(cookies(worker.text()));
		}
		Set<String> first = jars.get(0);
		long lost = jars.stream().flatMap((jar) -> set.stream().filter((cookie) -> !jar.contains(cookie))).count();
		this.table.add("cookies of the session and its keyed forks", (double) first.size(), null, "%,.0f");
		this.table.add("instances whose cookies are others",
				(double) jars.stream().filter((jar) -> !jar.equals(first)).count(), 0.0, "%,.0f");
		this.table.add("cookies that were set last and are not there", (double) lost, 0.0, "%,.0f");
	}

	private static Set<String> cookies(String text) {
		return COMMA.splitAsStream(text).collect(Collectors.toSet());
	}

	/**
	 * The figures of the workers.
	 *
	 * @param byWorker the figures of each worker
	 */
	private record Figures(List<List<Long>> byWorker) {

		private static final int COUNT = 8;

		static Figures read(List<WorkerProcess> workers) throws IOException {
			List<List<Long>> byWorker = new ArrayList<>();
			for (WorkerProcess worker : workers) {
				List<Long> figures = new ArrayList<>();
				for (int i = 0; i < COUNT; i++) {
					figures.add(worker.number());
				}
				byWorker.add(figures);
			}
			return new Figures(byWorker);
		}

		double sum(int figure) {
			return this.byWorker.stream().mapToLong((figures) -> figures.get(figure)).sum();
		}

		double max(int figure) {
			return this.byWorker.stream().mapToLong((figures) -> figures.get(figure)).max().orElse(0);
		}

		/**
		 * The largest growth between two figures, in percent.
		 */
		double growth(int from, int to) {
			return this.byWorker.stream()
				.mapToDouble((figures) -> 100.0 * (figures.get(to) - figures.get(from)) / figures.get(from))
				.max()
				.orElse(0);
		}

	}

}
