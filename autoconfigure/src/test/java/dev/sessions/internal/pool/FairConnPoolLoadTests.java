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

package dev.sessions.internal.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the pool with many threads, some of which stop waiting.
 */
class FairConnPoolLoadTests {

	private static final int THREADS = 32;

	private static final int LEASES = 400;

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Timeout PATIENCE = Timeout.ofSeconds(20);

	private final FakeConnections connections = new FakeConnections();

	private final AtomicInteger inUse = new AtomicInteger();

	private final AtomicInteger mostInUse = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void everyThreadIsServedAndNoBoundIsExceeded(int max) throws Exception {
		FairConnPool pool = pool(max);
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			HttpRoute route = FakeConnections.route(i % 2);
			threads.add(new Thread(() -> {
				try {
					for (int n = 0; n < LEASES; n++) {
						use(pool, route, n % 4 == 0);
					}
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failure.get()).isNull();
		assertThat(this.mostInUse.get()).isBetween(1, max);
		assertThat(this.connections.mostOpen()).isLessThanOrEqualTo(max);
		PoolStats stats = pool.getTotalStats();
		assertThat(stats.getLeased()).isZero();
		assertThat(stats.getPending()).isZero();
		assertThat(this.connections.open()).isEqualTo(stats.getAvailable()).isLessThanOrEqualTo(max);
	}

	/**
	 * The last waiter is served after the one before it stops waiting.
	 */
	@Test
	void cancelledWaiterPassesItsTurnOn() throws Exception {
		FairConnPool pool = pool(1);
		HttpRoute route = FakeConnections.route(1);
		for (int i = 0; i < 300; i++) {
			var held = this.connections.connect(pool.lease(route, null, PATIENCE, null).get());
			Thread impatient = started(() -> lease(pool, route, Timeout.ofMilliseconds(1)));
			AtomicReference<@Nullable Object> got = new AtomicReference<>();
			Thread patient = started(() -> got.set(lease(pool, route, PATIENCE)));
			long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(1500));
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			pool.release(held, true);
			patient.join(TimeUnit.SECONDS.toMillis(10));
			assertThat(patient.isAlive()).as("waits in vain").isFalse();
			assertThat(got.get()).isNotNull();
			impatient.join();
		}
	}

	private static Thread started(Runnable task) {
		Thread thread = new Thread(task);
		thread.start();
		return thread;
	}

	/**
	 * Lease and release a connection.
	 */
	private static @Nullable Object lease(FairConnPool pool, HttpRoute route, Timeout patience) {
		try {
			var entry = pool.lease(route, null, patience, null).get(patience.getDuration(), patience.getTimeUnit());
			pool.release(entry, true);
			return entry;
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void use(FairConnPool pool, HttpRoute route, boolean impatient) throws Exception {
		Timeout patience = impatient ? Timeout.ofMilliseconds(1) : PATIENCE;
		Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease = pool.lease(route, null, patience, null);
		PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;
		try {
			entry = lease.get(patience.getDuration(), patience.getTimeUnit());
		}
		catch (TimeoutException ex) {
			if (!impatient) {
				throw ex;
			}
			return;
		}
		int now = this.inUse.incrementAndGet();
		this.mostInUse.accumulateAndGet(now, Math::max);
		if (!entry.hasConnection()) {
			this.connections.connect(entry);
		}
		for (int i = 0; i < 100; i++) {
			Thread.onSpinWait();
		}
		this.inUse.decrementAndGet();
		pool.release(entry, ThreadLocalRandom.current().nextInt(20) != 0);
	}

	private FairConnPool pool(int max) {
		return new FairConnPool(new PoolLimits(max, max, LONG, LONG, LONG), null, () -> new PoolListener() {
		});
	}

}
