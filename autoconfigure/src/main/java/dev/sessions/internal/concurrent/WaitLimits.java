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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Limits the time of waits on virtual threads. For each timed wait of a virtual thread,
 * the JDK schedules a timer task and wakes the timer's thread, which with many calls
 * costs more than the waits themselves. Here a wait is an entry in a set, which one
 * thread checks periodically. A wait found expired by one check is ended by the next, up
 * to 40 ms late, so that after a pause of the JVM, input that arrived meanwhile is
 * received first. Thread-safe.
 */
public final class WaitLimits {

	/**
	 * The limits of all sessions.
	 */
	public static final WaitLimits SHARED = new WaitLimits(SharedTimer.INSTANCE);

	/**
	 * The shortest limited wait. Shorter waits are left to the JDK, which is exact.
	 */
	public static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final long SHORTEST_NANOS = SHORTEST.toNanos();

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Set<LimitedWait> waits = ConcurrentHashMap.newKeySet();

	private final RepeatedLook look;

	/**
	 * The time of the last check.
	 */
	private volatile long looked = System.nanoTime();

	/**
	 * Creates limits.
	 * @param timer the timer that checks the waits
	 */
	public WaitLimits(SharedTimer timer) {
		this.look = new RepeatedLook(timer, TICK_NANOS, this::look,
				() -> this.waits.isEmpty() ? RepeatedLook.NONE : TICK_NANOS);
	}

	/**
	 * Whether a wait of the current thread should be limited here.
	 * @param nanos the maximum time to wait, in nanoseconds
	 * @return whether the thread is virtual and the time is at least {@link #SHORTEST}
	 */
	public static boolean isFor(long nanos) {
		return nanos >= SHORTEST_NANOS && VirtualThreads.isCurrent();
	}

	/**
	 * Blocks the current thread like {@link LockSupport#parkNanos(Object, long)}.
	 * Beginning a wait may block on the lock of the timer, and thereby consume an unpark
	 * permit granted meanwhile. The condition is therefore evaluated afterwards.
	 * @param blocker the object that the thread waits for
	 * @param nanos the maximum time to wait, in nanoseconds
	 * @param waiting whether the thread still has to wait; must not block
	 */
	public void parkNanos(Object blocker, long nanos, BooleanSupplier waiting) {
		if (!isFor(nanos)) {
			LockSupport.parkNanos(blocker, nanos);
			return;
		}
		Thread thread = Thread.currentThread();
		LimitedWait wait = new LimitedWait(() -> LockSupport.unpark(thread));
		boolean limited = begin(wait, nanos);
		if (waiting.getAsBoolean()) {
			if (limited) {
				LockSupport.park(blocker);
			}
			else {
				LockSupport.parkNanos(blocker, nanos);
			}
		}
		end(wait);
	}

	/**
	 * Begins a wait.
	 * @param wait the wait, which must not be in progress
	 * @param nanos the maximum time to wait, in nanoseconds
	 * @return whether it has begun; {@code false} if no timer thread can be started
	 */
	public boolean begin(LimitedWait wait, long nanos) {
		long now = System.nanoTime();
		boolean begun = false;
		wait.begin(now + nanos);
		this.waits.add(wait);
		try {
			begun = this.look.soon(now);
		}
		finally {
			if (!begun) {
				end(wait);
			}
		}
		return begun;
	}

	/**
	 * Ends a wait.
	 * @param wait the wait
	 * @return whether it ended in time, so that it cannot expire any more
	 */
	public boolean end(LimitedWait wait) {
		this.waits.remove(wait);
		return wait.end();
	}

	private void look() {
		long before = this.looked;
		this.waits.forEach((wait) -> wait.expireIfOver(before));
		this.looked = System.nanoTime();
	}

}
