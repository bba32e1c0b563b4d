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
 * A limit of the time in which a store answers. It does not count time in which this
 * virtual machine stands still or is too busy to send and read, as then the store is not
 * the reason. The time is counted in steps. Each counts as what it was to take, however
 * long it took, and only if within it the connection has sent and read everything. A
 * connection that never does is waited for ten times as long. Thread-safe.
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
	 * @param store the store that is waited for
	 * @param timer the timer
	 * @param nanos the time in nanoseconds
	 * @param expired run once after that time, unless the limit is ended before; must not
	 * block
	 * @return the limit
	 */
	static TimeLimit start(SharedStore store, SharedTimer timer, long nanos, Runnable expired) {
		TimeLimit limit = new TimeLimit(store, timer, nanos, expired);
		limit.schedule();
		return limit;
	}

	private synchronized void schedule() {
		if (!this.ended) {
			// the first step is all that most answers need
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
