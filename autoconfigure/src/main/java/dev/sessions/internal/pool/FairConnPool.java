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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.sessions.internal.pool.Waiter.Outcome;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.concurrent.CompletedFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.ManagedConnPool;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.Args;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool with upper bounds in total and for each route. The most recently used
 * connection is reused first. The longest waiter is notified first. A running thread may
 * overtake it, but only for the first 5 ms; after that the next connection is handed over
 * directly. If the total limit is reached, the connection with the longest idle time is
 * closed to make room for one of another route.
 * <p>
 * One lock guards the {@link PoolState}. Under it no connection is closed or examined, no
 * thread is woken, and no listener is called. Thread-safe.
 */
public final class FairConnPool implements ManagedConnPool<HttpRoute, ManagedHttpClientConnection> {

	private final ReentrantLock lock = new ReentrantLock();

	private final PoolState state;

	private final ReuseRules check;

	private final Supplier<? extends PoolListener> listener;

	private final Handover handover;

	/**
	 * The waiters to wake when the lock is released. Guarded by the lock.
	 */
	private List<Waiter> served = List.of();

	private volatile boolean closed;

	/**
	 * Create a pool.
	 * @param limits the bounds of the number and age of connections
	 * @param check the check of an idle connection before its use, or {@code null} for
	 * none
	 * @param listener the supplier of the current listener
	 */
	public FairConnPool(PoolLimits limits, @Nullable LivenessProbe check, Supplier<? extends PoolListener> listener) {
		this(limits, check, listener, Handover.DEFAULT);
	}

	FairConnPool(PoolLimits limits, @Nullable LivenessProbe check, Supplier<? extends PoolListener> listener,
			Handover handover) {
		TimeValue timeToLive = TimeValue.of(limits.maxLifetime());
		this.state = new PoolState(new MaxConnections(limits.maxTotal(), limits.maxPerRoute()),
				(route) -> new PoolSlot(route, timeToLive, listener));
		this.check = new ReuseRules(limits, check);
		this.listener = listener;
		this.handover = handover;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A caller waits in {@link Future#get}. When that is interrupted or times out, or the
	 * future is cancelled, the request leaves the pool.
	 * @param callback must be {@code null}, as the pool has no thread to call it
	 * @throws IllegalStateException if the pool is closed
	 */
	@Override
	public Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease(HttpRoute route, @Nullable Object state,
			Timeout requestTimeout,
			@Nullable FutureCallback<PoolEntry<HttpRoute, ManagedHttpClientConnection>> callback) {
		if (callback != null) {
			throw new UnsupportedOperationException("Callbacks are not supported");
		}
		PoolSlot slot;
		this.lock.lock();
		try {
			requireOpen();
			RouteState ofRoute = this.state.of(route);
			slot = this.state.take(ofRoute, state);
			if (slot == null) {
				Waiter waiter = new Waiter(this, ofRoute, state, this.state.nextNumber(), requestTimeout);
				this.state.enqueue(waiter);
				return waiter;
			}
		}
		finally {
			this.lock.unlock();
		}
		return new CompletedFuture<>(lend(slot, state, 0));
	}

	private void requireOpen() {
		if (this.closed) {
			throw new PoolClosedException();
		}
	}

	Handover handover() {
		return this.handover;
	}

	/**
	 * Prepare a slot taken by the calling thread. Its connection is reusable or yet to be
	 * opened.
	 */
	PoolEntry<HttpRoute, ManagedHttpClientConnection> lend(PoolSlot taken, @Nullable Object user, long waitedNanos) {
		PoolSlot slot = taken;
		try {
			slot.closeDisplaced();
			for (CloseReason fault = fault(slot); fault != null; fault = fault(slot)) {
				slot.close(fault, (fault != CloseReason.STALE) ? CloseMode.GRACEFUL : CloseMode.IMMEDIATE);
				slot = exchange(slot, user);
			}
			requireOpen();
			this.listener.get().leased(slot.entry().getRoute(), waitedNanos, slot.entry().hasConnection());
			return slot.entry();
		}
		catch (RuntimeException | Error ex) {
			release(slot.entry(), false);
			throw ex;
		}
	}

	private @Nullable CloseReason fault(PoolSlot slot) {
		return this.check.fault(slot.entry());
	}

	/**
	 * Replace a closed connection by the next idle one.
	 * @return the next slot, or the same one if there is none, for which a new connection
	 * may be opened
	 */
	private PoolSlot exchange(PoolSlot slot, @Nullable Object user) {
		this.lock.lock();
		try {
			requireOpen();
			PoolSlot next = this.state.takeIdle(slot.route(), user);
			if (next == null) {
				return slot;
			}
			this.state.drop(slot);
			serve();
			return next;
		}
		finally {
			unlock();
		}
	}

	/**
	 * Release the lock, and wake the waiters that were served under it.
	 */
	private void unlock() {
		List<Waiter> woken = this.served;
		this.served = List.of();
		this.lock.unlock();
		woken.forEach(Waiter::wake);
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException if the entry is not leased, unless the pool is closed
	 */
	@Override
	public void release(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry, boolean reusable) {
		if (!reusable) {
			// before a replacement may be opened
			entry.discardConnection(CloseMode.GRACEFUL);
		}
		PoolSlot surplus = putBack(entry);
		if (this.closed) {
			entry.discardConnection(CloseMode.IMMEDIATE);
		}
		else if (surplus != null) {
			close(List.of(surplus), CloseReason.DISPLACED);
		}
	}

	/**
	 * Take an entry back.
	 * @return the slot if its connection exceeds a bound and must be closed
	 */
	private @Nullable PoolSlot putBack(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		this.lock.lock();
		try {
			PoolSlot slot = this.state.of(entry);
			if (slot != null && slot.isLeased()) {
				boolean surplus = this.state.putBack(slot);
				serve();
				return surplus ? slot : null;
			}
			if (!this.closed) {
				throw new IllegalStateException("The connection is not leased");
			}
			return null;
		}
		finally {
			unlock();
		}
	}

	/**
	 * Serve pending requests, the oldest first. A thread that may still be overtaken is
	 * only notified; it notifies the next one when it has taken its turn. Called under
	 * the lock, which is then released by {@link #unlock}.
	 */
	private void serve() {
		if (!this.state.hasPending()) {
			return;
		}
		this.served = new ArrayList<>(1);
		for (Waiter waiter = this.state.next(); waiter != null; waiter = this.state.next()) {
			if (waiter.mayBeOvertaken()) {
				if (waiter.notifyFirst()) {
					this.served.add(waiter);
				}
				return;
			}
			PoolSlot slot = waiter.isExpired() ? null : this.state.take(waiter.route(), waiter.user());
			this.state.dequeue(waiter);
			if (slot != null) {
				waiter.hand(slot);
			}
			else {
				waiter.end(Outcome.TIMED_OUT);
			}
			this.served.add(waiter);
		}
	}

	/**
	 * Let a notified waiter take a slot, if one is still free. The next waiter is served
	 * in either case, as another route may have gained a slot in the meantime.
	 */
	void takeTurn(Waiter waiter) {
		this.lock.lock();
		try {
			if (waiter.isPending()) {
				waiter.clearNotification();
				PoolSlot slot = this.state.take(waiter.route(), waiter.user());
				if (slot != null) {
					this.state.dequeue(waiter);
					waiter.hand(slot);
				}
				serve();
			}
		}
		finally {
			unlock();
		}
	}

	/**
	 * End a wait, unless it has already ended.
	 * @return whether this call has ended it
	 */
	boolean leave(Waiter waiter, Outcome outcome) {
		this.lock.lock();
		try {
			if (!waiter.isPending()) {
				return false;
			}
			this.state.dequeue(waiter);
			waiter.end(outcome);
			if (waiter.isNotified()) {
				serve();
			}
			return true;
		}
		finally {
			unlock();
		}
	}

	/**
	 * Close the connections of retired slots, and then make their places available.
	 */
	private void close(List<PoolSlot> retired, CloseReason reason) {
		if (retired.isEmpty()) {
			return;
		}
		retired.forEach((slot) -> slot.close(reason, CloseMode.GRACEFUL));
		this.lock.lock();
		try {
			if (!this.closed) {
				retired.forEach(this.state::retired);
				serve();
			}
		}
		finally {
			unlock();
		}
	}

	@Override
	public void closeIdle(TimeValue idleTime) {
		long latest = System.currentTimeMillis() - (TimeValue.isPositive(idleTime) ? idleTime.toMilliseconds() : 0);
		closeIdle((slot) -> slot.entry().getUpdated() <= latest, CloseReason.IDLE);
	}

	@Override
	public void closeExpired() {
		long now = System.currentTimeMillis();
		closeIdle((slot) -> slot.entry().getExpiryDeadline().isBefore(now), CloseReason.EXPIRED);
	}

	private void closeIdle(Predicate<PoolSlot> wanted, CloseReason reason) {
		List<PoolSlot> retired;
		this.lock.lock();
		try {
			retired = this.state.retireIdle(wanted);
		}
		finally {
			this.lock.unlock();
		}
		close(retired, reason);
	}

	/**
	 * Whether the pool is closed.
	 * @return whether it is
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Leased connections are closed, too, and pending requests fail. An idle connection
	 * is always closed gracefully, so that the server sees its end and not a reset.
	 * Closing again does nothing.
	 */
	@Override
	public void close(CloseMode closeMode) {
		List<PoolSlot> idle;
		List<PoolSlot> leased;
		this.lock.lock();
		try {
			this.closed = true;
			this.served = this.state.dequeueAll();
			this.served.forEach((waiter) -> waiter.end(Outcome.CLOSED));
			idle = this.state.retireIdle((slot) -> true);
			leased = this.state.retireAll();
		}
		finally {
			unlock();
		}
		leased.forEach((slot) -> slot.close(CloseReason.SHUTDOWN, closeMode));
		idle.forEach((slot) -> slot.close(CloseReason.SHUTDOWN, CloseMode.GRACEFUL));
	}

	@Override
	public void close() {
		close(CloseMode.GRACEFUL);
	}

	/**
	 * The idle time after which the server's side of a connection is examined before the
	 * connection is used.
	 * @return the idle time
	 */
	TimeValue validateAfterInactivity() {
		return TimeValue.ofMilliseconds(this.check.validateAfterMillis());
	}

	@Override
	public PoolStats getTotalStats() {
		return read(this.state::total);
	}

	@Override
	public PoolStats getStats(HttpRoute route) {
		return read(() -> this.state.stats(route));
	}

	@Override
	public Set<HttpRoute> getRoutes() {
		return read(this.state::routes);
	}

	@Override
	public int getMaxTotal() {
		return read(this.state.max()::total);
	}

	@Override
	public void setMaxTotal(int max) {
		Args.positive(max, "Maximum in total");
		resize((bounds) -> bounds.setTotal(max));
	}

	@Override
	public int getDefaultMaxPerRoute() {
		return read(this.state.max()::perRoute);
	}

	@Override
	public void setDefaultMaxPerRoute(int max) {
		Args.positive(max, "Maximum of a route");
		resize((bounds) -> bounds.setPerRoute(max));
	}

	@Override
	public int getMaxPerRoute(HttpRoute route) {
		return read(() -> this.state.max().of(route));
	}

	/**
	 * {@inheritDoc}
	 * @param max the bound, or a negative number for that of all routes
	 */
	@Override
	public void setMaxPerRoute(HttpRoute route, int max) {
		resize((bounds) -> bounds.set(route, max));
	}

	private <T> T read(Supplier<T> value) {
		this.lock.lock();
		try {
			return value.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Change a bound. A raised one may serve pending requests; a lowered one closes idle
	 * connections at once and leased ones when they are released.
	 */
	private void resize(Consumer<MaxConnections> change) {
		List<PoolSlot> surplus;
		this.lock.lock();
		try {
			change.accept(this.state.max());
			this.state.applyMax();
			surplus = this.state.retireSurplus();
			serve();
		}
		finally {
			unlock();
		}
		close(surplus, CloseReason.DISPLACED);
	}

}
