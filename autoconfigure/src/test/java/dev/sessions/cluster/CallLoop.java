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

package dev.sessions.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.sessions.Session;
import dev.sessions.testsupport.Stopwatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls on many threads and collects their results.
 */
final class CallLoop {

	private static final long PAUSE_MILLIS = 10;

	private final Session session;

	private final String path;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicLong longestMillis = new AtomicLong();

	private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

	private volatile boolean ending;

	private CallLoop(Session session, String path) {
		this.session = session;
		this.path = path;
	}

	/**
	 * Call a path once on each of many threads, concurrently.
	 */
	static Result once(Session session, int threads, String path) throws InterruptedException {
		CallLoop loop = new CallLoop(session, path);
		CountDownLatch start = new CountDownLatch(threads);
		loop.start(threads, () -> {
			start.countDown();
			start.await();
			loop.call();
		});
		return loop.end();
	}

	/**
	 * Start to call a path repeatedly.
	 */
	static CallLoop begin(Session session, int threads, String path) {
		CallLoop loop = new CallLoop(session, path);
		loop.start(threads, () -> {
			while (!loop.ending) {
				loop.call();
				Thread.sleep(PAUSE_MILLIS);
			}
		});
		return loop;
	}

	private void start(int count, Task task) {
		for (int i = 0; i < count; i++) {
			Thread thread = new Thread(() -> {
				try {
					task.run();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}, "caller");
			this.threads.add(thread);
			thread.start();
		}
	}

	private void call() {
		Stopwatch stopwatch = Stopwatch.start();
		try {
			this.session.get(this.path).raiseForStatus();
		}
		catch (RuntimeException | Error ex) {
			this.failures.incrementAndGet();
			this.failure.compareAndSet(null, InstanceCommands.describe(ex));
		}
		this.calls.incrementAndGet();
		this.longestMillis.accumulateAndGet(stopwatch.elapsed().toMillis(), Math::max);
	}

	/**
	 * Wait for the last calls, and return the result.
	 */
	Result end() throws InterruptedException {
		this.ending = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
		return new Result(this.calls.get(), this.failures.get(), this.longestMillis.get(),
				String.valueOf(this.failure.get()));
	}

	@FunctionalInterface
	private interface Task {

		void run() throws InterruptedException;

	}

	/**
	 * The results of calls.
	 *
	 * @param calls the number of calls
	 * @param failures the number of failed calls
	 * @param longestMillis the longest duration in milliseconds
	 * @param failure the first failure, or {@code "null"}
	 */
	record Result(int calls, int failures, long longestMillis, String failure) {

		static Result parse(String line) {
			String[] words = line.split(" ", 4);
			return new Result(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]),
					words[3]);
		}

		@Override
		public String toString() {
			return this.calls + " " + this.failures + " " + this.longestMillis + " " + this.failure;
		}

	}

}
