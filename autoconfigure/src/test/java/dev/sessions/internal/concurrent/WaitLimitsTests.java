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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
	void parkedThreadGoesOnWhenItsTimeIsOver(ThreadKind threads) throws Exception {
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
	void threadGoesOnEvenIfNoThreadCanLook(ThreadKind threads) throws Exception {
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
	void permitThatIsTakenAtTheBeginningIsNotMissed(ThreadKind threads) throws Exception {
		AtomicBoolean waiting = new AtomicBoolean(true);
		WaitLimits blocked = new WaitLimits(new SharedTimer((name, loop) -> {
			// as a lock that another thread holds does to its caller
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
		this.limits.begin(wait.wait, TimeUnit.SECONDS.toNanos(30));
		assertThat(this.limits.end(wait.wait)).isTrue();
		CountedWait later = new CountedWait();
		this.limits.begin(later.wait, 1);
		await().until(() -> later.expired.get() == 1);
		assertThat(wait.expired).hasValue(0);
	}

	@Test
	void eachWaitEndsInOneWay() throws Exception {
		List<CompletableFuture<Void>> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(CompletableFuture.runAsync(this::waitOftenAtTheLimit));
		}
		for (CompletableFuture<Void> thread : threads) {
			thread.get(60, TimeUnit.SECONDS);
		}
	}

	/**
	 * Uses one wait again and again, which ends at about the time at which it expires.
	 */
	private void waitOftenAtTheLimit() {
		CountedWait wait = new CountedWait();
		int late = 0;
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
		while (System.nanoTime() < end) {
			this.limits.begin(wait.wait, 1000);
			if (!this.limits.end(wait.wait)) {
				late++;
				int expected = late;
				await().until(() -> wait.expired.get() == expected);
			}
		}
		assertThat(wait.expired).hasValue(late);
	}

	private static final class CountedWait {

		private final AtomicInteger expired = new AtomicInteger();

		private final LimitedWait wait = new LimitedWait(this.expired::incrementAndGet);

	}

}
