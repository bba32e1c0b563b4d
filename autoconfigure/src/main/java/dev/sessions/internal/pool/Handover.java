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
import java.util.concurrent.locks.LockSupport;

import dev.sessions.internal.concurrent.WaitLimits;
import org.jspecify.annotations.Nullable;

/**
 * The handover of free connections to waiting threads: blocking and waking a thread, and
 * the time during which other threads may overtake it. Thread-safe.
 */
class Handover {

	/**
	 * Waking a thread takes time in which the connection is idle; a running thread can
	 * use it meanwhile. After 5 ms of waiting the thread is no longer overtaken.
	 */
	static final Handover DEFAULT = new Handover(Duration.ofMillis(5));

	private final long overtakingNanos;

	/**
	 * Create a handover.
	 * @param overtaking the time after its request during which a waiting thread may be
	 * overtaken
	 */
	Handover(Duration overtaking) {
		this.overtakingNanos = overtaking.toNanos();
	}

	/**
	 * Whether a waiting thread may still be overtaken.
	 * @param waitedNanos the time it has waited, in nanoseconds
	 * @return whether it may
	 */
	boolean mayOvertake(long waitedNanos) {
		return waitedNanos < this.overtakingNanos;
	}

	/**
	 * Block the calling thread until it is woken or interrupted or the time has elapsed.
	 * May return spuriously.
	 * @param waiter the request that the thread waits for
	 * @param nanos the maximum time in nanoseconds
	 */
	void block(Waiter waiter, long nanos) {
		WaitLimits.SHARED.parkNanos(waiter, nanos, () -> waiter.isPending() && !waiter.isNotified());
	}

	/**
	 * Wake a blocked thread, or prevent its next attempt to block.
	 * @param thread the thread; {@code null} has no effect
	 */
	void wake(@Nullable Thread thread) {
		LockSupport.unpark(thread);
	}

}
