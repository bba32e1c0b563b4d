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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.sessions.Cookie;
import dev.sessions.Credentials;
import dev.sessions.PoolStats;
import dev.sessions.Session;
import dev.sessions.benchmarks.shared.Instance;
import dev.sessions.benchmarks.worker.Heap;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * An instance of an application that makes calls during the outages of Redis. It answers
 * with its figures and, when it is told to proceed, with its cookies and those that it
 * has set.
 */
public final class SharedSoakWorker {

	private static final List<String> JVM = List.of("-Xms128m", "-Xmx128m", "-XX:+UseSerialGC");

	private static final Duration RETURN = Duration.ofSeconds(30);

	private SharedSoakWorker() {
	}

	static WorkerProcess start(int instance, Duration time, int redis, URI server) throws IOException {
		return WorkerProcess.start(SharedSoakWorker.class, JVM, Integer.toString(instance),
				Long.toString(time.toMillis()), Integer.toString(redis), server.toString());
	}

	public static void main(String[] args) throws Exception {
		Worker worker = new Worker();
		Duration time = Duration.ofMillis(Long.parseLong(args[1]));
		try (Instance instance = new Instance(Integer.parseInt(args[2]), args[3],
				(builder) -> builder.auth(Credentials.oauth2(args[3] + "/token", "soak", "secret")))) {
			Session session = instance.session();
			SharedCallers callers = new SharedCallers(session, Integer.parseInt(args[0]));
			callers.run(time.dividedBy(20));
			callers.forgetTimes();
			callers.run(time.multipliedBy(7).dividedBy(20));
			long early = Heap.used();
			callers.run(time.multipliedBy(3).dividedBy(5));
			awaitStore(instance);
			answer(worker, callers, session.pool(), early);
			proceed();
			worker.answer(text(cookies(session)));
			worker.answer(text(callers.set));
			proceed();
		}
		System.exit(0);
	}

	private static void awaitStore(Instance instance) throws InterruptedException {
		long end = System.nanoTime() + RETURN.toNanos();
		while (!instance.isAvailable() && System.nanoTime() - end < 0) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	private static void answer(Worker worker, SharedCallers callers, PoolStats pool, long early) {
		worker.answer(callers.made.sum());
		worker.answer(callers.answered.sum());
		worker.answer(callers.failed.sum());
		worker.answer(callers.times.quantile(0.99));
		worker.answer(callers.longest.get());
		worker.answer(early);
		worker.answer(Heap.used());
		worker.answer((long) pool.leased() + pool.pending());
	}

	private static void proceed() throws IOException {
		int read = System.in.read();
		while (read >= 0 && read != '\n') {
			read = System.in.read();
		}
	}

	private static Map<String, String> cookies(Session session) {
		Map<String, String> cookies = new TreeMap<>();
		for (Cookie cookie : session.cookies().list()) {
			cookies.put(SharedCallers.name("", cookie.name()), cookie.value());
		}
		for (int i = 0; i < SharedCallers.FORKS; i++) {
			String fork = SharedCallers.fork(i);
			for (Cookie cookie : session.fork(fork).cookies().list()) {
				cookies.put(SharedCallers.name(fork, cookie.name()), cookie.value());
			}
		}
		return cookies;
	}

	private static String text(Map<String, String> cookies) {
		return cookies.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.sorted()
			.collect(Collectors.joining(","));
	}

}
