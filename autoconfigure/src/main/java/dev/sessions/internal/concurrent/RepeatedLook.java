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
 * Looks again and again while there is something to look after, on the thread of a
 * {@link SharedTimer}. Thread-safe.
 */
public final class RepeatedLook {

	/**
	 * No look is needed.
	 */
	public static final long NONE = 0;

	/**
	 * A look that is later than this is not waited for any longer.
	 */
	private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * When the next look is due.
	 */
	private final AtomicLong next = new AtomicLong(NONE);

	private final SharedTimer timer;

	private final long firstNanos;

	private final Runnable look;

	private final LongSupplier nextNanos;

	/**
	 * Creates a look, which does not begin yet.
	 * @param timer the timer whose thread looks
	 * @param firstNanos the nanoseconds from {@link #soon} to the look
	 * @param look looks once
	 * @param nextNanos the nanoseconds from a look to the next one, or {@link #NONE} if
	 * there is nothing to look after
	 */
	public RepeatedLook(SharedTimer timer, long firstNanos, Runnable look, LongSupplier nextNanos) {
		this.timer = timer;
		this.firstNanos = firstNanos;
		this.look = look;
		this.nextNanos = nextNanos;
	}

	/**
	 * Asks for a look, unless one is to come. One that is overdue may never come.
	 * @param now the current time in nanoseconds, which a test may have advanced
	 * @return whether there is a thread for it, or one could be started
	 */
	public boolean soon(long now) {
		long due = this.next.get();
		if (due == NONE || (now - due > LATE_NANOS && System.nanoTime() - due > LATE_NANOS)) {
			later(due, this.firstNanos);
		}
		return this.timer.revive();
	}

	/**
	 * Only the last look that was asked for takes place.
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
			// only now: what is added from here on asks for a look itself
			long nanos = this.nextNanos.getAsLong();
			if (nanos != NONE) {
				later(NONE, nanos);
			}
		}
	}

}
