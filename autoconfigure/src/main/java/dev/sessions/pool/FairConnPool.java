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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.sessions.pool.Waiter.Outcome;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
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
 * Keeps connections, never more than it may, in total and for each route. The one that
 * was used last is the first to be used again. Who waits longest is called first when
 * there is something, and as long as he is on his way, a thread that runs already may be
 * faster; but once he has waited for some milliseconds, he is given it directly. Where
 * the total is reached, the connection that was idle longest makes room for one to
 * elsewhere.
 * <p>
 * One lock guards the books ({@link Slots}), and nothing else is done under it: no
 * connection is closed or examined, no thread is woken, no listener is told. Thread-safe.
 */
public final class FairConnPool implements ManagedConnPool<HttpRoute, ManagedHttpClientConnection> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Slots slots;

	private final long maxIdleMillis;

	private final long validateAfterMillis;

	private final @Nullable IdleCheck check;

	private final Supplier<? extends @Nullable PoolListener> listener;

	private long waiters;

	private volatile boolean closed;

	/**
	 * Create a pool.
	 * @param limits how many connections it may have, and for how long
	 * @param check what else is asked before an idle one is used, or {@code null}
	 * @param listener gives who is told what happens, or {@code null} while there is
	 * nobody
	 */
	public FairConnPool(PoolLimits limits, @Nullable IdleCheck check,
			Supplier<? extends @Nullable PoolListener> listener) {
		TimeValue timeToLive = TimeValue.of(limits.maxLifetime());
		this.slots = new Slots(limits.maxTotal(), limits.maxPerRoute(),
				(route) -> new Slot(route, timeToLive, listener));
		this.maxIdleMillis = limits.maxIdleTime().toMillis();
		this.validateAfterMillis = limits.validateAfterInactivity().toMillis();
		this.check = check;
		this.listener = listener;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Whoever has to wait does so in {@link Future#get}. When that is interrupted or runs
	 * out of time, or when the future is cancelled, nothing of it is left in the pool.
	 * @param callback must be {@code null}, as there is no thread that could call it
	 */
	@Override
	public Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease(HttpRoute route, @Nullable Object state,
			Timeout requestTimeout,
			@Nullable FutureCallback<PoolEntry<HttpRoute, ManagedHttpClientConnection>> callback) {
		if (callback != null) {
			throw new UnsupportedOperationException("Callbacks are not supported");
		}
		Slot slot;
		this.lock.lock();
		try {
			requireOpen();
			RouteSlots ofRoute = this.slots.of(route);
			slot = this.slots.take(ofRoute, state);
			if (slot == null) {
				Waiter waiter = new Waiter(this, ofRoute, state, this.waiters++, requestTimeout);
				this.slots.enqueue(waiter);
				return waiter;
			}
		}
		finally {
			this.lock.unlock();
		}
		return new Leased(lend(slot, state, 0));
	}

	private void requireOpen() {
		if (this.closed) {
			throw new ConnectionShutdownException();
		}
	}

	/**
	 * See to it that what was taken may be used. It belongs to the calling thread
	 * already.
	 */
	PoolEntry<HttpRoute, ManagedHttpClientConnection> lend(Slot taken, @Nullable Object user, long waitedNanos) {
		Slot slot = taken;
		try {
			slot.closeDisplaced();
			for (CloseReason fault = fault(slot); fault != null; fault = fault(slot)) {
				slot.close(fault, (fault != CloseReason.STALE) ? CloseMode.GRACEFUL : CloseMode.IMMEDIATE);
				slot = exchange(slot, user);
			}
			requireOpen();
			PoolListener told = this.listener.get();
			if (told != null) {
				told.leased(slot.entry().getRoute(), waitedNanos, slot.entry().hasConnection());
			}
			return slot.entry();
		}
		catch (RuntimeException | Error ex) {
			release(slot.entry(), false);
			throw ex;
		}
	}

	/**
	 * Why a connection cannot be used again, if so.
	 */
	private @Nullable CloseReason fault(Slot slot) {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> entry = slot.entry();
		ManagedHttpClientConnection connection = entry.getConnection();
		if (connection == null) {
			return null;
		}
		long now = System.currentTimeMillis();
		if (entry.getExpiryDeadline().isBefore(now)) {
			return CloseReason.EXPIRED;
		}
		long idle = now - entry.getUpdated();
		if (idle > this.maxIdleMillis) {
			return CloseReason.IDLE;
		}
		boolean usable = (this.check == null || this.check.isUsable(connection))
				&& (idle < this.validateAfterMillis || !isStale(connection));
		return usable ? null : CloseReason.STALE;
	}

	private static boolean isStale(ManagedHttpClientConnection connection) {
		try {
			return connection.isStale();
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Take the next idle connection in place of one that was closed.
	 * @return the same slot if there is none: a new connection may be opened for it
	 */
	private Slot exchange(Slot slot, @Nullable Object user) {
		List<Waiter> served = List.of();
		this.lock.lock();
		try {
			requireOpen();
			Slot next = this.slots.takeIdle(slot.route(), user);
			if (next == null) {
				return slot;
			}
			this.slots.drop(slot);
			served = serve();
			return next;
		}
		finally {
			this.lock.unlock();
			served.forEach(Waiter::wake);
		}
	}

	@Override
	public void release(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry, boolean reusable) {
		if (!reusable) {
			// before another one may be opened in its place
			entry.discardConnection(CloseMode.GRACEFUL);
		}
		Slot surplus = null;
		List<Waiter> served = List.of();
		this.lock.lock();
		try {
			Slot slot = this.slots.of(entry);
			if (slot != null && slot.isLeased()) {
				if (!entry.hasConnection()) {
					this.slots.drop(slot);
				}
				else if (!this.slots.putBack(slot)) {
					this.slots.retire(slot);
					surplus = slot;
				}
				served = serve();
			}
			else if (!this.closed) {
				throw new IllegalStateException("The connection is not leased");
			}
		}
		finally {
			this.lock.unlock();
			served.forEach(Waiter::wake);
		}
		if (this.closed) {
			entry.discardConnection(CloseMode.IMMEDIATE);
		}
		else if (surplus != null) {
			close(List.of(surplus), CloseReason.DISPLACED);
		}
	}

	/**
	 * Give what there is to those who came first; or call the first one to take it, as
	 * long as he has not waited for too long. He calls the next when he has come. Called
	 * under the lock.
	 * @return who is to be woken when the lock is free
	 */
	private List<Waiter> serve() {
		if (!this.slots.hasPending()) {
			return List.of();
		}
		List<Waiter> served = new ArrayList<>(1);
		for (Waiter waiter = this.slots.next(); waiter != null; waiter = this.slots.next()) {
			if (waiter.isPatient()) {
				if (waiter.call()) {
					served.add(waiter);
				}
				break;
			}
			Slot slot = waiter.isForgotten() ? null : this.slots.take(waiter.route(), waiter.user());
			this.slots.leave(waiter);
			if (slot != null) {
				waiter.hand(slot);
			}
			else {
				waiter.end(Outcome.TIMED_OUT);
			}
			served.add(waiter);
		}
		return served;
	}

	/**
	 * Let somebody who was called take what is there, if it still is.
	 */
	void takeTurn(Waiter waiter) {
		List<Waiter> served = List.of();
		this.lock.lock();
		try {
			if (waiter.isPending()) {
				waiter.hasCome();
				Slot slot = this.slots.take(waiter.route(), waiter.user());
				if (slot != null) {
					this.slots.leave(waiter);
					waiter.hand(slot);
					served = serve();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		served.forEach(Waiter::wake);
	}

	/**
	 * End a wait, unless it has ended.
	 * @return whether it is this that has ended it
	 */
	boolean leave(Waiter waiter, Outcome outcome) {
		List<Waiter> served = List.of();
		this.lock.lock();
		try {
			if (!waiter.isPending()) {
				return false;
			}
			this.slots.leave(waiter);
			waiter.end(outcome);
			if (waiter.isCalled()) {
				served = serve();
			}
		}
		finally {
			this.lock.unlock();
		}
		served.forEach(Waiter::wake);
		return true;
	}

	/**
	 * Close connections that are retired already, and let others have their places.
	 */
	private void close(List<Slot> retired, CloseReason reason) {
		if (retired.isEmpty()) {
			return;
		}
		retired.forEach((slot) -> slot.close(reason, CloseMode.GRACEFUL));
		List<Waiter> served = List.of();
		this.lock.lock();
		try {
			if (!this.closed) {
				retired.forEach(this.slots::retired);
				served = serve();
			}
		}
		finally {
			this.lock.unlock();
		}
		served.forEach(Waiter::wake);
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

	private void closeIdle(Predicate<Slot> wanted, CloseReason reason) {
		List<Slot> retired;
		this.lock.lock();
		try {
			retired = this.slots.retireIdle(wanted);
		}
		finally {
			this.lock.unlock();
		}
		close(retired, reason);
	}

	/**
	 * Whether the pool was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void close(CloseMode closeMode) {
		List<Slot> slots;
		List<Waiter> waiting;
		this.lock.lock();
		try {
			this.closed = true;
			waiting = this.slots.removeAllWaiters();
			waiting.forEach((waiter) -> waiter.end(Outcome.CLOSED));
			slots = this.slots.retireAll();
		}
		finally {
			this.lock.unlock();
		}
		waiting.forEach(Waiter::wake);
		slots.forEach((slot) -> slot.close(CloseReason.SHUTDOWN, closeMode));
	}

	@Override
	public void close() {
		close(CloseMode.GRACEFUL);
	}

	@Override
	public PoolStats getTotalStats() {
		return read(this.slots::total);
	}

	@Override
	public PoolStats getStats(HttpRoute route) {
		return read(() -> this.slots.stats(route));
	}

	@Override
	public Set<HttpRoute> getRoutes() {
		return read(this.slots::routes);
	}

	@Override
	public int getMaxTotal() {
		return read(this.slots::maxTotal);
	}

	@Override
	public void setMaxTotal(int max) {
		Args.positive(max, "Maximum in total");
		rebound(() -> this.slots.setMaxTotal(max));
	}

	@Override
	public int getDefaultMaxPerRoute() {
		return read(this.slots::maxPerRoute);
	}

	@Override
	public void setDefaultMaxPerRoute(int max) {
		Args.positive(max, "Maximum of a route");
		rebound(() -> this.slots.setMaxPerRoute(max));
	}

	@Override
	public int getMaxPerRoute(HttpRoute route) {
		return read(() -> this.slots.max(route));
	}

	/**
	 * {@inheritDoc}
	 * @param max the bound, or a negative number for that of all routes
	 */
	@Override
	public void setMaxPerRoute(HttpRoute route, int max) {
		rebound(() -> this.slots.setMax(route, max));
	}

	private <T> T read(Supplier<T> books) {
		this.lock.lock();
		try {
			return books.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Change a bound: those who wait may be served now, or idle connections be too many.
	 */
	private void rebound(Runnable change) {
		List<Slot> surplus;
		List<Waiter> served;
		this.lock.lock();
		try {
			change.run();
			surplus = this.slots.retireSurplus();
			served = serve();
		}
		finally {
			this.lock.unlock();
		}
		served.forEach(Waiter::wake);
		close(surplus, CloseReason.DISPLACED);
	}

}
