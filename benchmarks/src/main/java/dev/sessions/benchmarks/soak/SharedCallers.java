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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import dev.sessions.Response;
import dev.sessions.Session;

/**
 * Threads that make calls with one session, with a pause between two calls. Some calls
 * log in, some set a cookie, and half of the latter belong to a keyed fork. Each thread
 * uses its own cookies, so that the last value of each is known.
 */
final class SharedCallers {

	static final int FORKS = 10;

	private static final int THREADS = 4;

	private static final int CALLS_PER_SECOND = 50;

	private static final int COOKIES = 8;

	private static final int COOKIES_OF_FORK = 2;

	private static final double LOGINS = 0.05;

	private static final double CHANGES = 0.3;

	private final Session session;

	private final int instance;

	private final AtomicInteger numbers = new AtomicInteger();

	final LongAdder made = new LongAdder();

	final LongAdder answered = new LongAdder();

	final LongAdder failed = new LongAdder();

	final LongAccumulator longest = new LongAccumulator(Math::max, 0);

	volatile Histogram times = new Histogram();

	/**
	 * The last value of each cookie that this instance has set, by {@link #name}.
	 */
	final Map<String, String> set = new ConcurrentHashMap<>();

	SharedCallers(Session session, int instance) {
		this.session = session;
		this.instance = instance;
	}

	static String fork(int number) {
		return "user-" + number;
	}

	/**
	 * The name of a cookie, qualified with its jar.
	 */
	static String name(String jar, String cookie) {
		return jar + "/" + cookie;
	}

	/**
	 * Discard the latencies so far, because those of a fresh JVM are not representative.
	 */
	void forgetTimes() {
		this.longest.reset();
		this.times = new Histogram();
	}

	void run(Duration time) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		long end = System.nanoTime() + time.toNanos();
		call(this.session, "/login/{id}");
		for (int i = 0; i < THREADS; i++) {
			int number = i;
			threads.add(new Thread(() -> run(number, end)));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private void run(int thread, long end) {
		SplittableRandom random = new SplittableRandom();
		long rest = 2L * THREADS * TimeUnit.SECONDS.toNanos(1) / CALLS_PER_SECOND;
		try {
			while (System.nanoTime() - end < 0) {
				TimeUnit.NANOSECONDS.sleep(random.nextLong(rest));
				double kind = random.nextDouble();
				if (kind < LOGINS) {
					call(this.session, "/login/{id}");
				}
				else if (kind < LOGINS + CHANGES) {
					change(thread, random);
				}
				else {
					call(this.session, "/call/{id}");
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void change(int thread, SplittableRandom random) {
		boolean ofFork = random.nextBoolean();
		String jar = ofFork ? fork(random.nextInt(FORKS)) : "";
		String cookie = "c" + this.instance + "-" + thread + "-" + random.nextInt(ofFork ? COOKIES_OF_FORK : COOKIES);
		Session caller = ofFork ? this.session.fork(jar) : this.session;
		int id = call(caller, "/set/" + cookie + "/{id}");
		if (id > 0) {
			this.set.put(name(jar, cookie), Integer.toString(id));
		}
	}

	/**
	 * Make a call.
	 * @return its number, or 0 if it failed
	 */
	private int call(Session caller, String template) {
		int id = this.numbers.incrementAndGet();
		this.made.increment();
		long start = System.nanoTime();
		boolean right = isRight(caller, template, id);
		long duration = System.nanoTime() - start;
		this.times.add(duration);
		this.longest.accumulate(duration);
		(right ? this.answered : this.failed).increment();
		return right ? id : 0;
	}

	private static boolean isRight(Session caller, String template, int id) {
		try {
			Response response = caller.get(template, id);
			boolean right = response.ok() && response.text().equals(Integer.toString(id));
			if (!right) {
				System.err.println(template + " was answered with " + response.status());
			}
			return right;
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			return false;
		}
	}

}
