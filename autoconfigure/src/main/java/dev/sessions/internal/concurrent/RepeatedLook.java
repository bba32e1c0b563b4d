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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A check that is repeated as long as it is needed, on the thread of a
 * {@link SharedTimer}. Thread-safe.
 */
public final class RepeatedLook {

	/**
	 * The value for "no further check needed".
	 */
	public static final long NONE = 0;

	/**
	 * The delay after which a due check is considered lost.
	 */
	private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * The time at which the next check is due.
	 */
	private final AtomicLong next = new AtomicLong(NONE);

	private final SharedTimer timer;

	private final long firstNanos;

	private final Runnable look;

	private final LongSupplier nextNanos;

	/**
	 * Creates a check without scheduling it.
	 * @param timer the timer that runs the check
	 * @param firstNanos the delay from {@link #soon} to the check, in nanoseconds
	 * @param look the check
	 * @param nextNanos the delay from one check to the next, in nanoseconds, or
	 * {@link #NONE} if no further check is needed
	 */
	public RepeatedLook(SharedTimer timer, long firstNanos, Runnable look, LongSupplier nextNanos) {
		this.timer = timer;
		this.firstNanos = firstNanos;
		this.look = look;
		this.nextNanos = nextNanos;
	}

	/**
	 * Schedules a check, unless one is pending. An overdue check is replaced, as it may
	 * have been lost.
	 * @param now the current time in nanoseconds, which a test may have advanced
	 * @return whether the timer has a thread, or could start one
	 */
	public boolean soon(long now) {
		long due = this.next.get();
		if (due == NONE || (now - due > LATE_NANOS && System.nanoTime() - due > LATE_NANOS)) {
			later(due, this.firstNanos);
		}
		return this.timer.revive();
	}

	/**
	 * Schedules a check that replaces the previous one. Only the last scheduled check
	 * runs.
	 */
	private void later(long before, long nanos) {
		long due = System.nanoTime() + nanos;
		due = (due != NONE) ? due : 1;
		if (this.next.compareAndSet(before, due)) {
			long expected = due;
			this.timer.after(nanos, () -> look(expected));
		}
	}

	private void look(long due) {
		if (this.next.get() != due) {
			return;
		}
		try {
			this.look.run();
		}
		finally {
			this.next.compareAndSet(due, NONE);
			// evaluated last: whatever is added from here on schedules a check itself
			long nanos = this.nextNanos.getAsLong();
			if (nanos != NONE) {
				later(NONE, nanos);
			}
		}
	}

}
