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

package dev.sessions.internal.call;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.settings.PoolSettings;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the leased connections of a pool for leak detection. An overdue lease is
 * reported once.
 */
public final class LeaseWatch {

	private final long patienceNanos;

	private final Set<WatchedLease> leases = ConcurrentHashMap.newKeySet();

	private final @Nullable Consumer<LeaseHolder> listener;

	private LeaseWatch(long patienceNanos, @Nullable Consumer<LeaseHolder> listener) {
		this.patienceNanos = patienceNanos;
		this.listener = listener;
	}

	/**
	 * Creates the watch of a pool.
	 * @param settings the settings of the pool
	 * @param listener the listener for overdue leases, or {@code null} for none
	 * @return the watch, or {@code null} if leak detection is off
	 */
	public static @Nullable LeaseWatch of(PoolSettings settings, @Nullable Consumer<LeaseHolder> listener) {
		return settings.leakDetection().isZero() ? null : new LeaseWatch(settings.leakDetection().toNanos(), listener);
	}

	/**
	 * Begins to watch a lease.
	 * @param uriTemplate the URI template, or {@code null} for none
	 * @param request the request that the connection is leased for
	 * @param runtime the runtime that holds the connection
	 * @return the watched lease
	 */
	WatchedLease begin(@Nullable String uriTemplate, HttpRequest request, ExecRuntime runtime) {
		WatchedLease lease = new WatchedLease(this, uriTemplate, request, runtime);
		this.leases.add(lease);
		lease.reportWith(SharedTimer.INSTANCE.scheduleBlocking(this.patienceNanos, () -> overdue(lease)));
		return lease;
	}

	void ended(WatchedLease lease) {
		this.leases.remove(lease);
	}

	private void overdue(WatchedLease lease) {
		if (!lease.isHeld()) {
			lease.end();
		}
		else if (this.listener != null && this.leases.contains(lease)) {
			this.listener.accept(lease.holder());
		}
	}

	/**
	 * The holders of the longest leases.
	 * @param count the maximum number of holders
	 * @return the holders, the longest lease first
	 */
	public List<LeaseHolder> longest(int count) {
		long now = System.nanoTime();
		return this.leases.stream()
			.filter(WatchedLease::isHeld)
			.sorted(Comparator.comparingLong((lease) -> lease.startNanos() - now))
			.limit(count)
			.map(WatchedLease::holder)
			.toList();
	}

}
