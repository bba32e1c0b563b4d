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
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import dev.sessions.RequestSpec;
import dev.sessions.Response;
import dev.sessions.Session;
import org.jspecify.annotations.Nullable;

/**
 * Threads that make calls one after another, with a pause between them: the test measures
 * latency beside faults, not throughput.
 */
final class Callers {

	private static final double FAULTY = 0.05;

	private static final double POSTS = 0.2;

	private static final int CALLS_PER_SECOND = 2000;

	private static final int MAX_POSTS = 1 << 22;

	private final Session session;

	private final ThreadFactory factory;

	private final int count;

	private final AtomicInteger ids = new AtomicInteger();

	private final BitSet answeredPosts = new BitSet(MAX_POSTS);

	final LongAdder made = new LongAdder();

	final LongAdder faulty = new LongAdder();

	final LongAdder properFailures = new LongAdder();

	final LongAccumulator longest = new LongAccumulator(Math::max, 0);

	/**
	 * Filled once, so that threads can share it.
	 */
	final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);

	Callers(Session session, ThreadFactory factory, int count) {
		this.session = session;
		this.factory = factory;
		this.count = count;
		for (Outcome outcome : Outcome.values()) {
			this.outcomes.put(outcome, new LongAdder());
		}
	}

	/**
	 * Make calls for a while.
	 * @param time the duration
	 * @param faults whether some of the calls request a fault
	 * @param times records the latency of the calls that request none
	 * @throws InterruptedException if the thread was interrupted
	 */
	void run(Duration time, boolean faults, Histogram times) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		SplittableRandom seeds = new SplittableRandom(System.nanoTime());
		long end = System.nanoTime() + time.toNanos();
		for (int i = 0; i < this.count; i++) {
			SplittableRandom random = seeds.split();
			threads.add(this.factory.newThread(() -> call(end, random, faults, times)));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private void call(long end, SplittableRandom random, boolean faults, Histogram times) {
		long rest = 2L * this.count * TimeUnit.SECONDS.toNanos(1) / CALLS_PER_SECOND;
		try {
			TimeUnit.NANOSECONDS.sleep(random.nextLong(rest));
			while (System.nanoTime() - end < 0) {
				call(random, (faults && random.nextDouble() < FAULTY) ? fault(random) : null, times);
				TimeUnit.NANOSECONDS.sleep(random.nextLong(rest));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String fault(SplittableRandom random) {
		Fault[] all = Fault.values();
		return FaultyServer.fault(all[random.nextInt(all.length)], random.nextBoolean());
	}

	private void call(SplittableRandom random, @Nullable String fault, Histogram times) {
		boolean post = random.nextDouble() < POSTS;
		boolean idempotent = random.nextBoolean();
		int id = this.ids.incrementAndGet();
		this.made.increment();
		long start = System.nanoTime();
		Outcome outcome = outcome(id, post, idempotent, fault);
		long duration = System.nanoTime() - start;
		Objects.requireNonNull(this.outcomes.get(outcome)).increment();
		this.longest.accumulate(duration);
		if (fault != null) {
			this.faulty.increment();
			return;
		}
		times.add(duration);
		if (outcome != Outcome.ANSWERED) {
			this.properFailures.increment();
		}
	}

	private Outcome outcome(int id, boolean post, boolean idempotent, @Nullable String fault) {
		try {
			Response response = post ? post(id, idempotent, fault)
					: this.session.get("/get/{id}", (request) -> fault(request.path("id", id), fault));
			Outcome outcome = Outcome.of(response, id);
			if (post && outcome == Outcome.ANSWERED) {
				synchronized (this.answeredPosts) {
					this.answeredPosts.set(id);
				}
			}
			return outcome;
		}
		catch (Throwable ex) {
			Outcome outcome = Outcome.of(ex);
			if (outcome == Outcome.UNEXPECTED) {
				ex.printStackTrace();
			}
			return outcome;
		}
	}

	private Response post(int id, boolean idempotent, @Nullable String fault) {
		return this.session.post("/post/{id}",
				(request) -> fault(request.path("id", id).body("order " + id).idempotent(idempotent), fault));
	}

	private static void fault(RequestSpec request, @Nullable String fault) {
		if (fault != null) {
			request.header(FaultyServer.FAULT, fault);
		}
	}

	/**
	 * The numbers of the POSTs with a response.
	 */
	byte[] answeredPosts() {
		synchronized (this.answeredPosts) {
			return this.answeredPosts.toByteArray();
		}
	}

}
