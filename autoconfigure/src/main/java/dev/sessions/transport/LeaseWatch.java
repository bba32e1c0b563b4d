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

package dev.sessions.transport;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a pool that are in use, for a session that looks for leaks. One that
 * is overdue is reported once.
 */
final class LeaseWatch {

	static final DaemonTimer timer = new DaemonTimer("sessions-leaks");

	private final long patienceNanos;

	private final Set<WatchedLease> leases = ConcurrentHashMap.newKeySet();

	private volatile @Nullable LeakListener listener;

	private LeaseWatch(long patienceNanos) {
		this.patienceNanos = patienceNanos;
	}

	/**
	 * The watch that some settings ask for.
	 * @return the watch, or {@code null} if they ask for none
	 */
	static @Nullable LeaseWatch of(PoolSettings settings) {
		return settings.leakDetection().isZero() ? null : new LeaseWatch(settings.leakDetection().toNanos());
	}

	void tell(@Nullable LeakListener listener) {
		this.listener = listener;
	}

	WatchedLease begin(ExchangeContext call, HttpRequest request, ExecRuntime runtime) {
		WatchedLease lease = new WatchedLease(this, call, request, runtime);
		this.leases.add(lease);
		call.setAttribute(WatchedLease.ATTRIBUTE, lease);
		lease.reportWith(timer.schedule(this.patienceNanos, () -> overdue(lease)));
		return lease;
	}

	void ended(WatchedLease lease) {
		this.leases.remove(lease);
	}

	private void overdue(WatchedLease lease) {
		if (!lease.isHeld()) {
			lease.end();
		}
		else if (this.leases.contains(lease)) {
			tell((listener) -> listener.overdue(lease.holder()));
		}
	}

	void abandoned(LeaseHolder holder) {
		tell((listener) -> listener.abandoned(holder));
	}

	private void tell(Consumer<LeakListener> report) {
		LeakListener current = this.listener;
		if (current != null) {
			report.accept(current);
		}
	}

	/**
	 * Those who have a connection for the longest time.
	 * @param count how many of them
	 * @return the holders, that of the longest time first
	 */
	List<LeaseHolder> longest(int count) {
		long now = System.nanoTime();
		return this.leases.stream()
			.filter(WatchedLease::isHeld)
			.sorted(Comparator.comparingLong((lease) -> lease.startNanos() - now))
			.limit(count)
			.map(WatchedLease::holder)
			.toList();
	}

}
