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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.Session;
import dev.sessions.benchmarks.worker.Heap;
import dev.sessions.benchmarks.worker.Latencies;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Usage;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Writes many keyed forks with one cookie each to Redis, and loads some of them on an
 * instance that has none of them in memory.
 */
public final class ForksWorker {

	/**
	 * The maximum number of forks in an instance's memory, which is the default.
	 */
	static final int MAX_COUNT = 10_000;

	private static final int WRITERS = 4;

	private static final int BATCH = MAX_COUNT / 2;

	private static final int WARM_UP = 3_000;

	private static final int LOADS = 10_000;

	private static final int COLLECTIONS = 3;

	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private ForksWorker() {
	}

	static WorkerProcess start(int redis, URI server, int forks) throws IOException {
		return WorkerProcess.start(ForksWorker.class, Sharing.JVM, Integer.toString(redis), server.toString(),
				Integer.toString(forks));
	}

	public static void main(String[] args) throws Exception {
		Worker worker = new Worker();
		int redis = Integer.parseInt(args[0]);
		int forks = Integer.parseInt(args[2]);
		try (Instance writer = instance(redis, args[1])) {
			fill(writer, forks);
		}
		try (Instance reader = instance(redis, args[1])) {
			new ForksWorker().read(worker, reader, forks);
		}
		System.exit(0);
	}

	private static Instance instance(int redis, String url) {
		return new Instance(redis, url, (builder) -> builder.forks((forks) -> forks.withMaxCount(MAX_COUNT)));
	}

	/**
	 * Write as many forks at a time as an instance keeps in memory, and wait until Redis
	 * has received them: data that an instance evicts earlier is lost.
	 */
	private static void fill(Instance writer, int forks) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		try (RedisConnection redis = writer.redis()) {
			for (int begin = 0; begin < forks; begin += BATCH) {
				int end = Math.min(begin + BATCH, forks);
				List<Callable<@Nullable Void>> tasks = new ArrayList<>();
				for (int i = 0; i < WRITERS; i++) {
					int first = begin + i;
					tasks.add(() -> write(writer.session(), first, end));
				}
				for (Future<?> written : threads.invokeAll(tasks)) {
					written.get();
				}
				while (entries(redis) < end) {
					TimeUnit.MILLISECONDS.sleep(2);
				}
			}
		}
		threads.shutdown();
	}

	private static @Nullable Void write(Session session, int first, int end) {
		for (int number = first; number < end; number += WRITERS) {
			session.fork(key(number)).cookies().set("SESSION", "value of " + number);
		}
		return null;
	}

	private static String key(int number) {
		return "user-" + number;
	}

	private void read(Worker worker, Instance reader, int forks) throws InterruptedException {
		Session session = reader.session();
		long before = Heap.used();
		load(session, forks, WARM_UP);
		try (RedisConnection redis = reader.redis()) {
			worker.answer(entries(redis));
			Latencies pings = new Latencies(LOADS);
			for (int i = 0; i < LOADS; i++) {
				long start = System.nanoTime();
				redis.ping();
				pings.add(System.nanoTime() - start);
			}
			Sample ping = pings.toSample(0, Usage.NONE);
			long reads = commands(redis, "hgetall");
			Sample load = load(session, forks, LOADS);
			worker.answer(ping.medianNanos());
			worker.answer(load.medianNanos());
			worker.answer(load.p99Nanos());
			worker.answer(1000 * (commands(redis, "hgetall") - reads) / LOADS);
		}
		load(session, forks, MAX_COUNT);
		long full = used(session, forks);
		load(session, forks, 5 * MAX_COUNT);
		worker.answer((full - before) / MAX_COUNT);
		worker.answer(1000 * (used(session, forks) - before) / (full - before));
	}

	/**
	 * Load forks one after another, and wait for each cookie.
	 */
	private static Sample load(Session session, int forks, int loads) {
		Latencies latencies = new Latencies(loads);
		for (int i = 0; i < loads; i++) {
			int number = ThreadLocalRandom.current().nextInt(forks);
			long start = System.nanoTime();
			Session fork = session.fork(key(number));
			while (!("value of " + number).equals(fork.cookies().get("SESSION"))) {
				if (System.nanoTime() - start > PATIENCE_NANOS) {
					throw new IllegalStateException("The fork of " + number + " has no cookie");
				}
				LockSupport.parkNanos(LOOK_NANOS);
			}
			latencies.add(System.nanoTime() - start);
		}
		return latencies.toSample(0, Usage.NONE);
	}

	/**
	 * The used heap without unreachable objects. An instance drops the name of a
	 * collected fork only when it handles a later fork.
	 */
	private static long used(Session session, int forks) throws InterruptedException {
		long used = Heap.used();
		for (int i = 0; i < COLLECTIONS; i++) {
			TimeUnit.MILLISECONDS.sleep(500);
			load(session, forks, 20);
			used = Math.min(used, Heap.used());
		}
		return used;
	}

	private static long entries(RedisConnection redis) {
		boolean probed = Boolean.TRUE
			.equals(redis.keyCommands().exists("sessions:probe".getBytes(StandardCharsets.US_ASCII)));
		return Objects.requireNonNull(redis.serverCommands().dbSize()) - (probed ? 1 : 0);
	}

	private static long commands(RedisConnection redis, String command) {
		Properties statistics = redis.serverCommands().info("commandstats");
		String text = statistics.getProperty("cmdstat_" + command, "calls=0,");
		return Long.parseLong(text.substring("calls=".length(), text.indexOf(',')));
	}

}
