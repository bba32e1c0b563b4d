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
 * How a free connection reaches a waiting thread: how the thread is blocked and woken,
 * and for how long other threads may overtake it. Thread-safe.
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
	 * @param overtaking how long after its request other threads may overtake a waiting
	 * thread
	 */
	Handover(Duration overtaking) {
		this.overtakingNanos = overtaking.toNanos();
	}

	/**
	 * Whether a waiting thread may still be overtaken.
	 * @param waitedNanos for how long it has waited
	 * @return whether it may
	 */
	boolean mayOvertake(long waitedNanos) {
		return waitedNanos < this.overtakingNanos;
	}

	/**
	 * Block the calling thread until it is woken or interrupted, the time is over, or for
	 * no reason.
	 * @param waiter what it waits for
	 * @param nanos for how long at most
	 */
	void block(Waiter waiter, long nanos) {
		WaitLimits.SHARED.parkNanos(waiter, nanos, () -> waiter.isPending() && !waiter.isNotified());
	}

	/**
	 * Wake a thread that is blocked, or keep it from being blocked next.
	 * @param thread the thread; {@code null} does nothing
	 */
	void wake(@Nullable Thread thread) {
		LockSupport.unpark(thread);
	}

}
