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

package dev.sessions.benchmarks.threads;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.sessions.benchmarks.worker.Call;
import dev.sessions.benchmarks.worker.Latencies;
import dev.sessions.benchmarks.worker.Load;
import dev.sessions.benchmarks.worker.Sample;
import dev.sessions.benchmarks.worker.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Makes the same call on many threads concurrently. Each thread makes one call after
 * another.
 */
public final class ManyThreadsLoad implements Load {

	private final Call call;

	private final ThreadFactory factory;

	private final List<Latencies> latencies;

	private final Latencies all = new Latencies(1 << 17);

	public ManyThreadsLoad(Call call, ThreadFactory factory, int threads) {
		this.call = call;
		this.factory = factory;
		this.latencies = Stream.generate(() -> new Latencies(256)).limit(threads).toList();
	}

	/**
	 * Make calls until the time has elapsed.
	 */
	@Override
	public Sample run(long calls, Duration time) throws IOException {
		CountDownLatch start = new CountDownLatch(1);
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		List<Thread> threads = new ArrayList<>();
		for (Latencies latency : this.latencies) {
			threads.add(this.factory.newThread(() -> {
				try {
					start.await();
					makeCalls(latency, time);
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
			}));
		}
		threads.forEach(Thread::start);
		long begin = System.nanoTime();
		start.countDown();
		join(threads);
		long duration = System.nanoTime() - begin;
		if (failure.get() != null) {
			throw new IOException("A call failed", failure.get());
		}
		this.all.clear();
		this.latencies.forEach(this.all::addAll);
		return this.all.toSample(duration, Usage.NONE);
	}

	private void makeCalls(Latencies latency, Duration time) throws IOException {
		latency.clear();
		long start = System.nanoTime();
		long now = start;
		while (now - start < time.toNanos()) {
			this.call.makeAndCheck();
			long last = now;
			now = System.nanoTime();
			latency.add(now - last);
		}
	}

	private static void join(List<Thread> threads) throws IOException {
		try {
			for (Thread thread : threads) {
				thread.join();
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}
