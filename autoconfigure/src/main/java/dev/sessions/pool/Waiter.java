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

package dev.sessions.pool;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits for a connection. What becomes of the wait is decided once, under
 * the pool's lock, be it a slot, the end of the caller's patience or the end of the pool:
 * so no slot is given to one who has left, and nobody leaves without a slot that was his.
 * One thread may ask for the result.
 */
final class Waiter implements Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> {

	/**
	 * For how long somebody else may be faster. To wake a thread takes time in which a
	 * connection does nothing; a thread that runs already can use it meanwhile.
	 */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final FairConnPool pool;

	private final RouteSlots route;

	private final @Nullable Object user;

	private final long number;

	private final long since = System.nanoTime();

	private final long patience;

	private volatile Outcome outcome = Outcome.PENDING;

	private @Nullable Slot slot;

	private @Nullable PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;

	private volatile @Nullable Thread thread;

	/**
	 * Guarded by the pool's lock when it is written.
	 */
	private volatile boolean called;

	Waiter(FairConnPool pool, RouteSlots route, @Nullable Object user, long number, Timeout patience) {
		this.pool = pool;
		this.route = route;
		this.user = user;
		this.number = number;
		this.patience = patience.isEnabled() ? patience.toNanoseconds() : Long.MAX_VALUE;
	}

	RouteSlots route() {
		return this.route;
	}

	@Nullable Object user() {
		return this.user;
	}

	/**
	 * Lower than that of all who came later.
	 */
	long number() {
		return this.number;
	}

	/**
	 * Whether nobody waits here any more who could be given something, although nobody
	 * has said so.
	 */
	boolean isForgotten() {
		return System.nanoTime() - this.since >= this.patience;
	}

	boolean isPending() {
		return this.outcome == Outcome.PENDING;
	}

	/**
	 * Called under the pool's lock, as is {@link #end}. Whoever calls it calls
	 * {@link #wake} when he has let go of the lock.
	 */
	void hand(Slot slot) {
		this.slot = slot;
		this.outcome = Outcome.SERVED;
	}

	void end(Outcome outcome) {
		this.outcome = outcome;
	}

	/**
	 * Whether it is enough to call him: he waits indeed, and not for long yet.
	 */
	boolean isPatient() {
		return this.thread != null && System.nanoTime() - this.since < PATIENCE_NANOS;
	}

	/**
	 * Call him to take what is there, if he is fast enough.
	 * @return whether he has not been called before
	 */
	boolean call() {
		boolean first = !this.called;
		this.called = true;
		return first;
	}

	boolean isCalled() {
		return this.called;
	}

	/**
	 * He has come, and will be called again if it was too late.
	 */
	void hasCome() {
		this.called = false;
	}

	void wake() {
		LockSupport.unpark(this.thread);
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
			case CLOSED -> throw new ExecutionException(new ConnectionShutdownException());
			default -> throw new TimeoutException("All connections were in use for "
					+ TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.since) + " ms");
		};
	}

	private void await(long nanos) {
		long begin = System.nanoTime();
		this.thread = Thread.currentThread();
		while (isPending()) {
			long left = nanos - (System.nanoTime() - begin);
			if (this.called) {
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
				LockSupport.parkNanos(this, left);
			}
		}
		this.thread = null;
	}

	private PoolEntry<HttpRoute, ManagedHttpClientConnection> entry() {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> taken = this.entry;
		if (taken == null) {
			Slot handed = Objects.requireNonNull(this.slot);
			taken = this.pool.lend(handed, this.user, System.nanoTime() - this.since);
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
	 * What became of a wait.
	 */
	enum Outcome {

		PENDING, SERVED, TIMED_OUT, INTERRUPTED, CANCELLED, CLOSED

	}

}
