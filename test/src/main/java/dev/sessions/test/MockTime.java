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

package dev.sessions.test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import dev.sessions.internal.concurrent.TimeSource;

/**
 * Time that jumps to the end of the shortest wait as soon as all running calls wait. The
 * waits of other calls never shorten a running call.
 */
final class MockTime implements TimeSource {

	/**
	 * The real duration of a wait if a running call never waits, because it is blocked by
	 * something other than this clock.
	 */
	private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	/**
	 * The longest wait that the time jumps over. A longer one ends with an event.
	 */
	private static final long LONGEST_JUMP_NANOS = TimeUnit.DAYS.toNanos(3650);

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * The threads within calls, with the number of their nested calls.
	 */
	private final Map<Thread, Integer> running = new HashMap<>();

	/**
	 * The threads that wait, with the end of each wait.
	 */
	private final Map<Thread, Long> waits = new HashMap<>();

	private final Clock clock = new AdvancedClock(ZoneOffset.UTC);

	private boolean jumping = true;

	private volatile long advanceNanos;

	@Override
	public long nanoTime() {
		return System.nanoTime() + this.advanceNanos;
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	/**
	 * Register the current thread as running a call.
	 * @return whether the call is not nested in another one
	 */
	boolean begin() {
		this.lock.lock();
		try {
			return this.running.merge(Thread.currentThread(), 1, Integer::sum) == 1;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Unregister the current thread at the end of a call.
	 */
	void end() {
		this.lock.lock();
		try {
			this.running.computeIfPresent(Thread.currentThread(), (thread, depth) -> (depth > 1) ? depth - 1 : null);
			jump();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void parkNanos(Object blocker, long nanos) {
		Thread thread = Thread.currentThread();
		long start = System.nanoTime();
		if (beginWait(thread, nanos)) {
			LockSupport.parkNanos(blocker, Math.min(nanos, BLOCKED_NANOS));
		}
		endWait(thread, System.nanoTime() - start >= BLOCKED_NANOS);
	}

	/**
	 * Return whether the wait has not ended yet.
	 */
	private boolean beginWait(Thread thread, long nanos) {
		this.lock.lock();
		try {
			long end = nanoTime() + Math.min(nanos, LONGEST_JUMP_NANOS);
			this.waits.put(thread, end);
			jump();
			return end - nanoTime() > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void endWait(Thread thread, boolean blocked) {
		this.lock.lock();
		try {
			if (blocked && this.jumping) {
				jumpToEndOfWait();
			}
			this.waits.remove(thread);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Jump to the end of the shortest wait if no call runs.
	 */
	private void jump() {
		if (this.jumping && this.waits.keySet().containsAll(this.running.keySet())) {
			jumpToEndOfWait();
		}
	}

	private void jumpToEndOfWait() {
		long now = nanoTime();
		long shortest = this.waits.values().stream().mapToLong((end) -> end - now).min().orElse(0);
		if (shortest > 0 && shortest < LONGEST_JUMP_NANOS / 2) {
			move(shortest);
		}
	}

	private void move(long nanos) {
		long advanced = this.advanceNanos + nanos;
		this.advanceNanos = advanced;
		long now = nanoTime();
		this.waits.forEach((thread, end) -> {
			if (end - now <= 0) {
				LockSupport.unpark(thread);
			}
		});
	}

	void advance(long nanos) {
		this.lock.lock();
		try {
			move(nanos);
		}
		finally {
			this.lock.unlock();
		}
	}

	void setJumping(boolean jumping) {
		this.lock.lock();
		try {
			this.jumping = jumping;
			jump();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Jump, and undo all jumps and advances unless a call of an earlier test still runs,
	 * whose time must not move back.
	 */
	void reset() {
		this.lock.lock();
		try {
			setJumping(true);
			if (this.running.isEmpty() && this.waits.isEmpty()) {
				this.advanceNanos = 0;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	int waiting() {
		this.lock.lock();
		try {
			return this.waits.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The system clock plus all jumps of this time.
	 */
	private final class AdvancedClock extends Clock {

		private final ZoneId zone;

		private AdvancedClock(ZoneId zone) {
			this.zone = zone;
		}

		@Override
		public ZoneId getZone() {
			return this.zone;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return new AdvancedClock(zone);
		}

		@Override
		public Instant instant() {
			return Clock.systemUTC().instant().plusNanos(MockTime.this.advanceNanos);
		}

	}

}
