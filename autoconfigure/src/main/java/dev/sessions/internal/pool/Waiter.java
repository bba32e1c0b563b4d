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

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A pending request for a connection. Its outcome is decided once, under the pool's lock:
 * a slot, the end of the wait, or the closing of the pool. Hence an ended request never
 * receives a slot, and a slot that was handed over is never lost. Only one thread may
 * wait for the result.
 */
final class Waiter implements Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> {

	private final FairConnPool pool;

	private final RouteState route;

	private final @Nullable Object user;

	private final long number;

	private final long since = System.nanoTime();

	private final long maxWaitNanos;

	private volatile Outcome outcome = Outcome.PENDING;

	private @Nullable PoolSlot slot;

	private @Nullable PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;

	/**
	 * The waiting thread, or {@code null} if none is waiting.
	 */
	private volatile @Nullable Thread thread;

	/**
	 * Written under the pool's lock.
	 */
	private volatile boolean notified;

	Waiter(FairConnPool pool, RouteState route, @Nullable Object user, long number, Timeout maxWait) {
		this.pool = pool;
		this.route = route;
		this.user = user;
		this.number = number;
		this.maxWaitNanos = maxWait.isEnabled() ? maxWait.toNanoseconds() : Long.MAX_VALUE;
	}

	RouteState route() {
		return this.route;
	}

	@Nullable Object user() {
		return this.user;
	}

	/**
	 * The position of the request: lower than that of all later ones.
	 */
	long number() {
		return this.number;
	}

	private long waitedNanos() {
		return System.nanoTime() - this.since;
	}

	/**
	 * Whether the time of the request has elapsed, although it has not been ended yet.
	 */
	boolean isExpired() {
		return waitedNanos() >= this.maxWaitNanos;
	}

	boolean isPending() {
		return this.outcome == Outcome.PENDING;
	}

	/**
	 * Hand over a slot. Called under the pool's lock, as is {@link #end}; the caller
	 * calls {@link #wake} after the lock is released.
	 */
	void hand(PoolSlot slot) {
		this.slot = slot;
		this.outcome = Outcome.SERVED;
	}

	void end(Outcome outcome) {
		this.outcome = outcome;
	}

	/**
	 * Whether a notification suffices, because a thread is waiting and may still be
	 * overtaken.
	 */
	boolean mayBeOvertaken() {
		return this.thread != null && this.pool.handover().mayOvertake(waitedNanos());
	}

	/**
	 * Notify the waiting thread to take a free slot, unless it is already notified.
	 * @return whether the thread was not notified before
	 */
	boolean notifyFirst() {
		boolean first = !this.notified;
		this.notified = true;
		return first;
	}

	boolean isNotified() {
		return this.notified;
	}

	/**
	 * Clear the notification when the thread takes its turn. An overtaken thread can then
	 * be notified again.
	 */
	void clearNotification() {
		this.notified = false;
	}

	void wake() {
		this.pool.handover().wake(this.thread);
	}

	@Override
	public PoolEntry<HttpRoute, ManagedHttpClientConnection> get() throws InterruptedException, ExecutionException {
		try {
			return get(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public PoolEntry<HttpRoute, ManagedHttpClientConnection> get(long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		await(unit.toNanos(timeout));
		return switch (this.outcome) {
			case SERVED -> entry();
			case INTERRUPTED -> throw new InterruptedException();
			case CANCELLED -> throw new CancellationException();
			case CLOSED -> throw new ExecutionException(new PoolClosedException());
			default -> throw new TimeoutException(
					"All connections were in use for " + TimeUnit.NANOSECONDS.toMillis(waitedNanos()) + " ms");
		};
	}

	private void await(long nanos) {
		long begin = System.nanoTime();
		this.thread = Thread.currentThread();
		while (isPending()) {
			long left = nanos - (System.nanoTime() - begin);
			if (this.notified) {
				this.pool.takeTurn(this);
			}
			else if (left <= 0) {
				this.pool.leave(this, Outcome.TIMED_OUT);
			}
			else if (Thread.interrupted()) {
				if (!this.pool.leave(this, Outcome.INTERRUPTED)) {
					Thread.currentThread().interrupt();
				}
			}
			else {
				this.pool.handover().block(this, left);
			}
		}
		this.thread = null;
	}

	private PoolEntry<HttpRoute, ManagedHttpClientConnection> entry() {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> taken = this.entry;
		if (taken == null) {
			PoolSlot handed = Objects.requireNonNull(this.slot);
			taken = this.pool.lend(handed, this.user, waitedNanos());
			this.entry = taken;
		}
		return taken;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = this.pool.leave(this, Outcome.CANCELLED);
		if (cancelled) {
			wake();
		}
		return cancelled;
	}

	@Override
	public boolean isCancelled() {
		return this.outcome == Outcome.CANCELLED;
	}

	@Override
	public boolean isDone() {
		return !isPending();
	}

	/**
	 * The outcome of a request.
	 */
	enum Outcome {

		PENDING, SERVED, TIMED_OUT, INTERRUPTED, CANCELLED, CLOSED

	}

}
