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

package dev.sessions.internal.connection;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Future;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.pool.FairConnPool;
import dev.sessions.internal.tls.Tls;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Closes idle connections, and those secured with TLS material that has since been
 * renewed. A pool with connections is strongly referenced, so that they are closed even
 * if the session becomes unreachable without being closed. An empty pool can be garbage
 * collected with its session.
 */
public final class IdleEviction {

	private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);

	private static final Duration LONGEST_RENEWABLE_PERIOD = Duration.ofSeconds(1);

	private final WeakReference<FairConnPool> pool;

	/**
	 * A strong reference to the pool while it has connections, which prevents its garbage
	 * collection.
	 */
	@SuppressWarnings("UnusedVariable")
	private volatile @Nullable FairConnPool kept;

	private final TimeValue maxIdleTime;

	private final Tls tls;

	private final long periodNanos;

	private Object generation;

	private volatile boolean stopped;

	private volatile @Nullable Future<?> next;

	private IdleEviction(FairConnPool pool, Duration maxIdleTime, Tls tls) {
		this.pool = new WeakReference<>(pool);
		this.maxIdleTime = TimeValue.of(maxIdleTime);
		this.tls = tls;
		this.generation = tls.generation();
		long period = maxIdleTime.toNanos() / 2;
		if (tls.isRenewable()) {
			period = Math.min(period, LONGEST_RENEWABLE_PERIOD.toNanos());
		}
		this.periodNanos = Math.max(SHORTEST_PERIOD.toNanos(), period);
	}

	public static IdleEviction start(FairConnPool pool, Duration maxIdleTime, Tls tls) {
		IdleEviction eviction = new IdleEviction(pool, maxIdleTime, tls);
		eviction.evictLater();
		return eviction;
	}

	/**
	 * Keeps the pool reachable. Called after a connection of the pool was opened.
	 */
	public void keep() {
		this.kept = this.pool.get();
	}

	/**
	 * Releases the reference to an empty pool. A connection opened concurrently is
	 * counted in the statistics before {@link #keep} is called.
	 */
	private void keepUnlessEmpty(FairConnPool current) {
		this.kept = null;
		PoolStats stats = current.getTotalStats();
		if (stats.getLeased() + stats.getAvailable() > 0) {
			this.kept = current;
		}
	}

	/**
	 * Stops eviction after the pool was closed, so that the scheduled run does not keep
	 * the timer's thread alive.
	 */
	public void stop() {
		this.stopped = true;
		this.kept = null;
		Future<?> next = this.next;
		if (next != null) {
			next.cancel(false);
		}
	}

	private void evictLater() {
		Future<?> next = SharedTimer.INSTANCE.scheduleBlocking(this.periodNanos, this::evict);
		this.next = next;
		if (this.stopped) {
			next.cancel(false);
		}
	}

	private void evict() {
		FairConnPool current = this.pool.get();
		if (current != null && !current.isClosed()) {
			try {
				current.closeExpired();
				Object before = this.generation;
				this.generation = this.tls.generation();
				current.closeIdle((this.generation != before) ? TimeValue.ZERO_MILLISECONDS : this.maxIdleTime);
				keepUnlessEmpty(current);
			}
			finally {
				evictLater();
			}
		}
	}

}
