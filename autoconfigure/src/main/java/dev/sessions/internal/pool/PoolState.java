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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * The state of a pool: its slots, which of them are idle, and the pending requests.
 * Guarded by the pool's lock, so nothing here closes a connection, wakes a thread or
 * waits.
 * <p>
 * Whenever the lock is released and a pending request can be served, a waiting thread has
 * been notified.
 */
final class PoolState {

	private final Map<HttpRoute, RouteState> routes = new HashMap<>();

	private final Map<PoolEntry<HttpRoute, ManagedHttpClientConnection>, PoolSlot> slots = new HashMap<>();

	private final WaitQueue waiters = new WaitQueue();

	private final MaxConnections max;

	private final Function<RouteState, PoolSlot> factory;

	private final Predicate<RouteState> available = this::isAvailable;

	/**
	 * The most recently requested route, which usually is the next one, too.
	 */
	private @Nullable RouteState latest;

	/**
	 * The number of connections that count against the bound, including those that are
	 * being closed.
	 */
	private int allocated;

	private int idle;

	PoolState(MaxConnections max, Function<RouteState, PoolSlot> factory) {
		this.max = max;
		this.factory = factory;
	}

	MaxConnections max() {
		return this.max;
	}

	/**
	 * The state of a route, for {@link #take} or {@link #enqueue}.
	 */
	RouteState of(HttpRoute route) {
		RouteState found = this.latest;
		if (found == null || !found.route().equals(route)) {
			found = this.routes.computeIfAbsent(route, (added) -> new RouteState(added, this.max.of(added)));
			this.latest = found;
		}
		return found;
	}

	@Nullable PoolSlot of(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		return this.slots.get(entry);
	}

	/**
	 * Take an idle connection, or the permission to open one.
	 * @param route the route of the connection
	 * @param user the user of the connection, or {@code null} for none
	 * @return the slot, or {@code null} if all are in use
	 */
	@Nullable PoolSlot take(RouteState route, @Nullable Object user) {
		PoolSlot slot = takeIdle(route, user);
		if (slot != null) {
			return slot;
		}
		PoolSlot displaced = null;
		if (route.allocated() >= route.max()) {
			displaced = takeOldestIdle(route);
		}
		else if (this.allocated >= this.max.total()) {
			displaced = takeOldestIdle();
		}
		else {
			return add(route);
		}
		return (displaced != null) ? displace(displaced, route) : null;
	}

	@Nullable PoolSlot takeIdle(RouteState route, @Nullable Object user) {
		PoolSlot slot = route.takeIdle(user);
		if (slot != null) {
			this.idle--;
		}
		return slot;
	}

	private @Nullable PoolSlot takeOldestIdle() {
		PoolSlot oldest = null;
		if (this.idle > 0) {
			for (RouteState route : this.routes.values()) {
				PoolSlot slot = route.oldestIdle();
				if (slot != null && (oldest == null || slot.entry().getUpdated() < oldest.entry().getUpdated())) {
					oldest = slot;
				}
			}
		}
		return (oldest != null) ? takeOldestIdle(oldest.route()) : null;
	}

	private @Nullable PoolSlot takeOldestIdle(RouteState route) {
		PoolSlot slot = route.takeOldestIdle();
		if (slot != null) {
			this.idle--;
		}
		return slot;
	}

	private PoolSlot displace(PoolSlot displaced, RouteState route) {
		PoolSlot slot = add(route);
		slot.displace(displaced);
		drop(displaced);
		return slot;
	}

	private PoolSlot add(RouteState route) {
		PoolSlot slot = this.factory.apply(route);
		slot.setLeased(true);
		this.slots.put(slot.entry(), slot);
		count(route, 1);
		return slot;
	}

	private void count(RouteState route, int change) {
		this.allocated += change;
		route.allocate(change);
	}

	/**
	 * Return a leased slot. It becomes idle unless it has no connection or a bound is
	 * exceeded.
	 * @return whether a bound is exceeded, so that the slot is retired
	 */
	boolean putBack(PoolSlot slot) {
		RouteState route = slot.route();
		boolean surplus = false;
		if (!slot.entry().hasConnection()) {
			drop(slot);
		}
		else if (this.allocated > this.max.total() || route.allocated() > route.max()) {
			surplus = true;
			retire(slot);
		}
		else {
			route.addIdle(slot);
			this.idle++;
		}
		return surplus;
	}

	/**
	 * Remove a slot that is not idle. Its connection is closed already, or will be by the
	 * thread that gets its place.
	 */
	void drop(PoolSlot slot) {
		retire(slot);
		retired(slot);
	}

	/**
	 * Remove a slot that is not idle. It counts until {@link #retired} is called.
	 */
	void retire(PoolSlot slot) {
		slot.setLeased(false);
		this.slots.remove(slot.entry());
	}

	/**
	 * Stop counting a retired slot, whose connection is closed.
	 */
	void retired(PoolSlot slot) {
		count(slot.route(), -1);
		forgetIfUnused(slot.route());
	}

	/**
	 * Remove a route without connections and requests, so that nothing grows with the
	 * number of routes ever used.
	 */
	private void forgetIfUnused(RouteState route) {
		if (route.isUnused()) {
			this.routes.remove(route.route());
			if (this.latest == route) {
				this.latest = null;
			}
		}
	}

	/**
	 * Remove idle slots. They count until {@link #retired} is called for each.
	 */
	List<PoolSlot> retireIdle(Predicate<PoolSlot> wanted) {
		List<PoolSlot> retired = new ArrayList<>();
		for (RouteState route : this.routes.values()) {
			route.takeIdle(wanted, retired);
		}
		this.idle -= retired.size();
		retired.forEach(this::retire);
		return retired;
	}

	/**
	 * Remove idle slots in excess of the bounds. They count until {@link #retired} is
	 * called for each.
	 */
	List<PoolSlot> retireSurplus() {
		List<PoolSlot> retired = new ArrayList<>();
		for (RouteState route : this.routes.values()) {
			for (int surplus = route.allocated() - route.max(); surplus > 0 && route.idle() > 0; surplus--) {
				retired.add(takeOldestIdle(route));
			}
		}
		while (this.allocated - retired.size() > this.max.total() && this.idle > 0) {
			retired.add(takeOldestIdle());
		}
		retired.forEach(this::retire);
		return retired;
	}

	/**
	 * Remove all slots, leased ones included.
	 */
	List<PoolSlot> retireAll() {
		List<PoolSlot> retired = new ArrayList<>(this.slots.values());
		retired.forEach((slot) -> slot.setLeased(false));
		this.slots.clear();
		this.routes.clear();
		this.latest = null;
		this.allocated = 0;
		this.idle = 0;
		return retired;
	}

	long nextNumber() {
		return this.waiters.nextNumber();
	}

	void enqueue(Waiter waiter) {
		this.waiters.add(waiter);
	}

	/**
	 * Remove a request that was served or has ended.
	 */
	void dequeue(Waiter waiter) {
		this.waiters.remove(waiter);
		forgetIfUnused(waiter.route());
	}

	boolean hasPending() {
		return this.waiters.size() > 0;
	}

	/**
	 * Remove all pending requests.
	 */
	List<Waiter> dequeueAll() {
		return this.waiters.removeAll();
	}

	/**
	 * Find the request to be served next.
	 * @return the oldest of those for which {@link #take} finds a slot, or {@code null}
	 */
	@Nullable Waiter next() {
		return this.waiters.first(this.available);
	}

	private boolean isAvailable(RouteState route) {
		return route.idle() > 0
				|| (route.allocated() < route.max() && (this.allocated < this.max.total() || this.idle > 0));
	}

	PoolStats total() {
		return new PoolStats(this.slots.size() - this.idle, this.waiters.size(), this.idle, this.max.total());
	}

	PoolStats stats(HttpRoute route) {
		RouteState found = this.routes.get(route);
		return (found != null) ? new PoolStats(found.leased(), found.pending(), found.idle(), found.max())
				: new PoolStats(0, 0, 0, this.max.of(route));
	}

	Set<HttpRoute> routes() {
		return Set.copyOf(this.routes.keySet());
	}

	/**
	 * Apply changed bounds to all routes.
	 */
	void applyMax() {
		this.routes.values().forEach((route) -> route.setMax(this.max.of(route.route())));
	}

}
