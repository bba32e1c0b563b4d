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

package dev.sessions.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WaitLimits}.
 */
class WaitLimitsTests {

	private final WaitLimits limits = new WaitLimits(SharedTimer.INSTANCE);

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void parkedThreadContinuesAtTimeout(ThreadKind threads) throws Exception {
		Duration elapsed = threads.call(() -> {
			Stopwatch stopwatch = Stopwatch.start();
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
			while (System.nanoTime() < end) {
				this.limits.parkNanos(this, TimeUnit.SECONDS.toNanos(1), () -> true);
			}
			return stopwatch.elapsed();
		});
		assertThat(elapsed).isLessThan(Duration.ofSeconds(8));
	}

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void threadContinuesEvenIfNoThreadCanCheck(ThreadKind threads) throws Exception {
		WaitLimits unwatched = new WaitLimits(new SharedTimer((name, loop) -> {
			throw new OutOfMemoryError("no thread");
		}));
		Stopwatch stopwatch = Stopwatch.start();
		threads.call(() -> {
			assertThat(unwatched.begin(new CountedWait().wait, 1)).isFalse();
			unwatched.parkNanos(this, TimeUnit.SECONDS.toNanos(1), () -> true);
			return null;
		});
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(8));
	}

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void permitTakenAtTheBeginningIsNotMissed(ThreadKind threads) throws Exception {
		AtomicBoolean waiting = new AtomicBoolean(true);
		WaitLimits blocked = new WaitLimits(new SharedTimer((name, loop) -> {
			// as a lock held by another thread does to its caller
			LockSupport.park();
			return DaemonThread.shared(name, loop);
		}));
		Stopwatch stopwatch = Stopwatch.start();
		threads.call(() -> {
			waiting.set(false);
			LockSupport.unpark(Thread.currentThread());
			blocked.parkNanos(this, TimeUnit.SECONDS.toNanos(20), waiting::get);
			return null;
		});
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void waitThatTakesTooLongExpiresOnce() {
		CountedWait wait = new CountedWait();
		this.limits.begin(wait.wait, TimeUnit.MILLISECONDS.toNanos(50));
		await().until(() -> wait.expired.get() == 1);
		assertThat(this.limits.end(wait.wait)).isFalse();
		assertThat(wait.expired).hasValue(1);
	}

	@Test
	void waitThatEndsInTimeDoesNotExpire() {
		CountedWait wait = new CountedWait();
		this.limits.begin(wait.wait, TimeUnit.MILLISECONDS.toNanos(50));
		assertThat(this.limits.end(wait.wait)).isTrue();
		CountedWait later = new CountedWait();
		this.limits.begin(later.wait, TimeUnit.MILLISECONDS.toNanos(100));
		await().until(() -> later.expired.get() == 1);
		assertThat(wait.expired).hasValue(0);
	}

	/**
	 * A check is late after the JVM stood still or had no processor. Data that arrived
	 * meanwhile has not been received yet.
	 */
	@Test
	void lateCheckDoesNotEndTheWait() throws Exception {
		SharedTimer timer = new SharedTimer(DaemonThread::shared);
		WaitLimits late = new WaitLimits(timer);
		CountedWait wait = new CountedWait();
		CountDownLatch standstill = new CountDownLatch(1);
		CountDownLatch looked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		timer.after(0, () -> waitFor(standstill));
		late.begin(wait.wait, TimeUnit.MILLISECONDS.toNanos(30));
		timer.after(TimeUnit.MILLISECONDS.toNanos(25), () -> {
			looked.countDown();
			waitFor(end);
		});
		Stopwatch stopwatch = Stopwatch.start();
		await().until(() -> stopwatch.elapsed().toMillis() > 100);
		standstill.countDown();
		looked.await();
		assertThat(late.end(wait.wait)).isTrue();
		assertThat(wait.expired).hasValue(0);
		end.countDown();
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One wait is used repeatedly, and ends at about the time of its expiry.
	 */
	@Test
	void eachWaitEndsInOneWay() throws Exception {
		CountedWait wait = new CountedWait();
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Void> looks = CompletableFuture.runAsync(() -> {
			while (!over.get()) {
				wait.wait.expireIfOver(System.nanoTime());
			}
		});
		int late = 0;
		int inTime = 0;
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while ((late < 1000 || inTime < 1000) && System.nanoTime() < end) {
			wait.wait.begin(System.nanoTime() + ThreadLocalRandom.current().nextInt(2000));
			for (int i = ThreadLocalRandom.current().nextInt(20); i > 0; i--) {
				Thread.onSpinWait();
			}
			if (wait.wait.end()) {
				inTime++;
			}
			else {
				late++;
			}
		}
		over.set(true);
		looks.get(60, TimeUnit.SECONDS);
		assertThat(late).isPositive();
		assertThat(inTime).isPositive();
		assertThat(wait.expired).hasValue(late);
	}

	private static final class CountedWait {

		private final AtomicInteger expired = new AtomicInteger();

		private final LimitedWait wait = new LimitedWait(this.expired::incrementAndGet);

	}

}
