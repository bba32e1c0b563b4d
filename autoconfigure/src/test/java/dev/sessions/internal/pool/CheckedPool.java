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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.Timeout;

/**
 * A pool that checks its connections on each use: their number does not exceed the
 * maximum, and each has one user at a time.
 */
final class CheckedPool {

	static final HttpRoute ROUTE = FakeConnections.route(1);

	static final HttpRoute OTHER = FakeConnections.route(2);

	private static final PoolListener LISTENER = new PoolListener() {
	};

	private static final Duration LONG = Duration.ofMinutes(10);

	final FairConnPool pool;

	private final int max;

	private final AtomicInteger inUse = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	/**
	 * Create a pool.
	 * @param initial the initial maximum
	 * @param max the largest maximum
	 * @param overtaking whether running threads may overtake waiting ones
	 */
	CheckedPool(int initial, int max, boolean overtaking) {
		this.max = max;
		this.pool = new FairConnPool(new PoolLimits(initial, initial, LONG, LONG, LONG), null, () -> LISTENER,
				new MonitorHandover(overtaking ? LONG : Duration.ZERO));
	}

	Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> request(HttpRoute route) {
		return this.pool.lease(route, null, Timeout.DISABLED, null);
	}

	PoolEntry<HttpRoute, ManagedHttpClientConnection> lease(HttpRoute route) throws Exception {
		return begin(request(route).get());
	}

	/**
	 * Lease a connection before other threads use the pool.
	 */
	PoolEntry<HttpRoute, ManagedHttpClientConnection> leaseAtOnce() {
		try {
			return lease(ROUTE);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Begin to use a leased connection, and open it if necessary.
	 */
	PoolEntry<HttpRoute, ManagedHttpClientConnection> begin(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		require(this.inUse.incrementAndGet() <= this.max, "more connections leased than the bound");
		if (!entry.hasConnection()) {
			entry.assignConnection(new CheckedConnection());
		}
		require(((CheckedConnection) entry.getConnection()).used.compareAndSet(false, true),
				"a connection leased twice");
		return entry;
	}

	void release(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry, boolean reusable) {
		((CheckedConnection) entry.getConnection()).used.set(false);
		this.inUse.decrementAndGet();
		this.pool.release(entry, reusable);
	}

	void use(HttpRoute route, boolean reusable) throws Exception {
		release(lease(route), reusable);
	}

	/**
	 * Check the counts of an unused pool: nothing is leased or pending, idle connections
	 * are open, and it leases exactly as many connections as its maximum.
	 */
	void verifyAtRest() {
		PoolStats stats = this.pool.getTotalStats();
		require(stats.getLeased() == 0, "leased: " + stats);
		require(stats.getPending() == 0, "pending: " + stats);
		require(stats.getAvailable() == this.open.get(), "idle: " + stats + ", open: " + this.open.get());
		require(stats.getAvailable() <= stats.getMax(), "above the bound: " + stats);
		for (int i = 0; i < stats.getMax(); i++) {
			require(request(ROUTE).isDone(), "a place is lost: " + stats);
		}
		require(!request(ROUTE).isDone(), "a place too many: " + stats);
	}

	void verifyClosed() {
		require(this.open.get() == 0, "open after close: " + this.open.get());
		PoolStats stats = this.pool.getTotalStats();
		require(stats.getLeased() + stats.getPending() + stats.getAvailable() == 0, "after close: " + stats);
	}

	private static void require(boolean condition, String failure) {
		if (!condition) {
			throw new AssertionError(failure);
		}
	}

	/**
	 * A connection without a network.
	 */
	private final class CheckedConnection extends EmptyConnection {

		private final AtomicBoolean used = new AtomicBoolean();

		private final AtomicBoolean closed = new AtomicBoolean();

		CheckedConnection() {
			require(CheckedPool.this.open.incrementAndGet() <= CheckedPool.this.max,
					"more connections open than the bound");
		}

		@Override
		public void close(CloseMode mode) {
			if (this.closed.compareAndSet(false, true)) {
				CheckedPool.this.open.decrementAndGet();
			}
		}

	}

}
