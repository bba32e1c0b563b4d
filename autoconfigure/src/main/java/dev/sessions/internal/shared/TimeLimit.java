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

package dev.sessions.internal.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.sessions.internal.concurrent.SharedTimer;
import org.jspecify.annotations.Nullable;

/**
 * A time limit for the response of a store. Time in which this virtual machine is
 * suspended or too busy to send and read does not count, because it is not caused by the
 * store. The time is measured in steps. A step counts with its planned duration, however
 * long it took, and only if the connection has sent and read everything within it. If the
 * connection never does, the limit expires after ten times the number of steps.
 * Thread-safe.
 */
final class TimeLimit {

	private static final int STEPS = 5;

	private static final int MAX_STEPS = 10 * STEPS;

	private final SharedStore store;

	private final SharedTimer timer;

	private final long stepNanos;

	private final Runnable expired;

	private int counted;

	private int passed;

	private CompletableFuture<?> settled = CompletableFuture.completedFuture(null);

	private @Nullable Future<?> next;

	private boolean ended;

	private TimeLimit(SharedStore store, SharedTimer timer, long nanos, Runnable expired) {
		this.store = store;
		this.timer = timer;
		this.stepNanos = nanos / STEPS;
		this.expired = expired;
	}

	/**
	 * Start a limit.
	 * @param store the store
	 * @param timer the timer
	 * @param nanos the time in nanoseconds
	 * @param expired the task to run when the limit expires, unless it was ended before;
	 * must not block
	 * @return the limit
	 */
	static TimeLimit start(SharedStore store, SharedTimer timer, long nanos, Runnable expired) {
		TimeLimit limit = new TimeLimit(store, timer, nanos, expired);
		limit.schedule();
		return limit;
	}

	private synchronized void schedule() {
		if (!this.ended) {
			// most responses arrive within the first step
			this.settled = (this.passed > 0) ? this.store.settled() : this.settled;
			this.next = this.timer.schedule(this.stepNanos, this::step);
		}
	}

	private void step() {
		if (isOver()) {
			this.expired.run();
		}
		else {
			schedule();
		}
	}

	private synchronized boolean isOver() {
		this.passed++;
		this.counted += this.settled.isDone() ? 1 : 0;
		boolean over = !this.ended && (this.counted >= STEPS || this.passed >= MAX_STEPS);
		this.ended |= over;
		return over;
	}

	/**
	 * End the limit.
	 */
	synchronized void end() {
		this.ended = true;
		if (this.next != null) {
			this.next.cancel(false);
		}
	}

}
