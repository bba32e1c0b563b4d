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

package dev.sessions.internal.client;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.call.LeaseWatch;
import dev.sessions.internal.call.MountSelector;
import dev.sessions.internal.pool.FairConnPool;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;

/**
 * A combined view of a transport's pools. Statistics are available before the pools are
 * built. With mounts, totals are summed over all pools, while limits are those of the
 * session's own pool.
 */
public final class PoolControl implements ConnPoolControl<HttpRoute> {

	private final Clients clients;

	private final TransportSettings settings;

	private final List<Mount> mounts;

	PoolControl(Clients clients, TransportSettings settings, List<Mount> mounts) {
		this.clients = clients;
		this.settings = settings;
		this.mounts = mounts;
	}

	@Override
	public PoolStats getTotalStats() {
		List<FairConnPool> pools = this.clients.pools();
		return pools.isEmpty() ? empty(maxConnections()) : sum(pools, FairConnPool::getTotalStats);
	}

	/**
	 * The statistics of the pool used by the last hop of a call.
	 * @param call the call
	 * @return the statistics
	 */
	public PoolStats getStats(ExchangeContext call) {
		PolicyClient client = this.clients.find(call.mount());
		FairConnPool pool = (client != null) ? client.pool() : null;
		return (pool != null) ? pool.getTotalStats() : getTotalStats();
	}

	/**
	 * The holders of the longest leases of the pool used by the last hop of a call.
	 * @param call the call
	 * @param count the maximum number of holders
	 * @return the holders; empty if leak detection is off
	 */
	public List<LeaseHolder> longestHolders(ExchangeContext call, int count) {
		PolicyClient client = this.clients.find(call.mount());
		LeaseWatch watch = (client != null) ? client.chain().leaseWatch() : null;
		return (watch != null) ? watch.longest(count) : List.of();
	}

	@Override
	public PoolStats getStats(HttpRoute route) {
		List<FairConnPool> pools = this.clients.pools();
		if (pools.isEmpty()) {
			return empty(getDefaultMaxPerRoute());
		}
		List<FairConnPool> used = pools.stream().filter((pool) -> pool.getRoutes().contains(route)).toList();
		return used.isEmpty() ? pools.get(0).getStats(route) : sum(used, (pool) -> pool.getStats(route));
	}

	@Override
	public Set<HttpRoute> getRoutes() {
		return this.clients.pools().stream().flatMap((pool) -> pool.getRoutes().stream()).collect(Collectors.toSet());
	}

	@Override
	public int getMaxTotal() {
		List<FairConnPool> pools = this.clients.pools();
		return pools.isEmpty() ? this.settings.pool().maxConnections() : pools.get(0).getMaxTotal();
	}

	@Override
	public int getDefaultMaxPerRoute() {
		List<FairConnPool> pools = this.clients.pools();
		if (!pools.isEmpty()) {
			return pools.get(0).getDefaultMaxPerRoute();
		}
		Integer perRoute = this.settings.pool().maxConnectionsPerRoute();
		return (perRoute != null) ? perRoute : getMaxTotal();
	}

	@Override
	public int getMaxPerRoute(HttpRoute route) {
		List<FairConnPool> pools = this.clients.pools();
		return pools.isEmpty() ? getDefaultMaxPerRoute() : pools.get(0).getMaxPerRoute(route);
	}

	@Override
	public void setMaxTotal(int max) {
		own().setMaxTotal(max);
	}

	@Override
	public void setDefaultMaxPerRoute(int max) {
		own().setDefaultMaxPerRoute(max);
	}

	@Override
	public void setMaxPerRoute(HttpRoute route, int max) {
		own().setMaxPerRoute(route, max);
	}

	@Override
	public void closeIdle(TimeValue idleTime) {
		this.clients.pools().forEach((pool) -> pool.closeIdle(idleTime));
	}

	@Override
	public void closeExpired() {
		this.clients.pools().forEach(FairConnPool::closeExpired);
	}

	private FairConnPool own() {
		return Objects.requireNonNull(this.clients.get(MountSelector.NONE).pool(), "pool");
	}

	/**
	 * The total connection limit of all pools.
	 */
	private int maxConnections() {
		return this.settings.pool().maxConnections() + this.mounts.stream()
			.filter((mount) -> mount.adapter() == null)
			.mapToInt((mount) -> mount.settings().pool().maxConnections())
			.sum();
	}

	private static PoolStats sum(List<FairConnPool> pools, Function<FairConnPool, PoolStats> numbers) {
		return pools.stream()
			.map(numbers)
			.reduce(empty(0), (a, b) -> new PoolStats(a.getLeased() + b.getLeased(), a.getPending() + b.getPending(),
					a.getAvailable() + b.getAvailable(), a.getMax() + b.getMax()));
	}

	private static PoolStats empty(int max) {
		return new PoolStats(0, 0, 0, max);
	}

}
