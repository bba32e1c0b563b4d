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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * The books of a pool: which slots there are, who has them, and who is next. Guarded by
 * the pool's lock, so nothing here closes a connection, wakes a thread or waits.
 * <p>
 * Whenever the lock is released and somebody waits who could be given something, one who
 * waits has been called to take it.
 */
final class Slots {

	private final Map<HttpRoute, RouteSlots> routes = new HashMap<>();

	private final Map<PoolEntry<HttpRoute, ManagedHttpClientConnection>, Slot> slots = new HashMap<>();

	/**
	 * The routes with somebody who waits.
	 */
	private final Set<RouteSlots> busy = new LinkedHashSet<>();

	private final Map<HttpRoute, Integer> maxOfRoutes = new HashMap<>();

	private final Function<RouteSlots, Slot> factory;

	/**
	 * The route that was asked for last, which most of the time is the next one, too.
	 */
	private @Nullable RouteSlots latest;

	private int maxTotal;

	private int maxPerRoute;

	/**
	 * How many connections count against the bound, those that are being closed included.
	 */
	private int allocated;

	private int idle;

	private int pending;

	Slots(int maxTotal, int maxPerRoute, Function<RouteSlots, Slot> factory) {
		this.maxTotal = maxTotal;
		this.maxPerRoute = maxPerRoute;
		this.factory = factory;
	}

	/**
	 * The slots of a route, for {@link #take} or {@link #enqueue}.
	 */
	RouteSlots of(HttpRoute route) {
		RouteSlots found = this.latest;
		if (found == null || !found.route().equals(route)) {
			found = this.routes.computeIfAbsent(route, (added) -> new RouteSlots(added, max(added)));
			this.latest = found;
		}
		return found;
	}

	@Nullable Slot of(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		return this.slots.get(entry);
	}

	/**
	 * Take an idle connection, or the permission for a new one.
	 * @param route where it leads to
	 * @param user for whom it is
	 * @return the slot, or {@code null} if all are in use
	 */
	@Nullable Slot take(RouteSlots route, @Nullable Object user) {
		Slot slot = takeIdle(route, user);
		if (slot != null) {
			return slot;
		}
		Slot displaced = null;
		if (route.allocated() >= route.max()) {
			displaced = takeOldestIdle(route);
		}
		else if (this.allocated >= this.maxTotal) {
			displaced = takeOldestIdle();
		}
		else {
			return add(route);
		}
		return (displaced != null) ? displace(displaced, route) : null;
	}

	@Nullable Slot takeIdle(RouteSlots route, @Nullable Object user) {
		Slot slot = route.takeIdle(user);
		if (slot != null) {
			this.idle--;
		}
		return slot;
	}

	private @Nullable Slot takeOldestIdle() {
		Slot oldest = null;
		if (this.idle > 0) {
			for (RouteSlots route : this.routes.values()) {
				Slot slot = route.oldestIdle();
				if (slot != null && (oldest == null || slot.entry().getUpdated() < oldest.entry().getUpdated())) {
					oldest = slot;
				}
			}
		}
		return (oldest != null) ? takeOldestIdle(oldest.route()) : null;
	}

	private @Nullable Slot takeOldestIdle(RouteSlots route) {
		Slot slot = route.takeOldestIdle();
		if (slot != null) {
			this.idle--;
		}
		return slot;
	}

	private Slot displace(Slot displaced, RouteSlots route) {
		Slot slot = add(route);
		slot.displace(displaced);
		drop(displaced);
		return slot;
	}

	private Slot add(RouteSlots route) {
		Slot slot = this.factory.apply(route);
		slot.setLeased(true);
		this.slots.put(slot.entry(), slot);
		count(route, 1);
		return slot;
	}

	private void count(RouteSlots route, int change) {
		this.allocated += change;
		route.allocate(change);
	}

	/**
	 * A leased connection is free again. It becomes idle, unless there are more than
	 * there may be.
	 * @return whether it became idle
	 */
	boolean putBack(Slot slot) {
		RouteSlots route = slot.route();
		if (this.allocated > this.maxTotal || route.allocated() > route.max()) {
			return false;
		}
		route.addIdle(slot);
		this.idle++;
		return true;
	}

	/**
	 * A leased slot ends. Its connection is closed, or about to be by who gets the place.
	 */
	void drop(Slot slot) {
		retire(slot);
		retired(slot);
	}

	/**
	 * Take a slot out that is not idle. It counts until {@link #retired} is called.
	 */
	void retire(Slot slot) {
		slot.setLeased(false);
		this.slots.remove(slot.entry());
	}

	/**
	 * The connection of a retired slot was closed, so it counts no longer.
	 */
	void retired(Slot slot) {
		count(slot.route(), -1);
		forgetIfUnused(slot.route());
	}

	/**
	 * Nothing may grow with the number of routes that were ever used.
	 */
	void forgetIfUnused(RouteSlots route) {
		if (route.isUnused()) {
			this.routes.remove(route.route());
			if (this.latest == route) {
				this.latest = null;
			}
		}
	}

	/**
	 * Take idle slots out. They count until {@link #retired} is called for each.
	 */
	List<Slot> retireIdle(Predicate<Slot> wanted) {
		List<Slot> retired = new ArrayList<>();
		for (RouteSlots route : this.routes.values()) {
			route.takeIdle(wanted, retired);
		}
		this.idle -= retired.size();
		retired.forEach(this::retire);
		return retired;
	}

	/**
	 * Take out as many idle slots as there are connections too many, likewise.
	 */
	List<Slot> retireSurplus() {
		List<Slot> retired = new ArrayList<>();
		for (RouteSlots route : this.routes.values()) {
			for (int surplus = route.allocated() - route.max(); surplus > 0 && route.idle() > 0; surplus--) {
				retired.add(takeOldestIdle(route));
			}
		}
		while (this.allocated - retired.size() > this.maxTotal && this.idle > 0) {
			retired.add(takeOldestIdle());
		}
		retired.forEach(this::retire);
		return retired;
	}

	/**
	 * Take everything out.
	 */
	List<Slot> retireAll() {
		List<Slot> retired = new ArrayList<>(this.slots.values());
		retired.forEach((slot) -> slot.setLeased(false));
		this.slots.clear();
		this.routes.clear();
		this.latest = null;
		this.allocated = 0;
		this.idle = 0;
		return retired;
	}

	void enqueue(Waiter waiter) {
		waiter.route().addWaiter(waiter);
		this.busy.add(waiter.route());
		this.pending++;
	}

	/**
	 * Somebody waits no longer, and has got what he waited for or gets nothing.
	 */
	void leave(Waiter waiter) {
		RouteSlots route = waiter.route();
		route.removeWaiter(waiter);
		this.pending--;
		if (route.pending() == 0) {
			this.busy.remove(route);
			forgetIfUnused(route);
		}
	}

	boolean hasPending() {
		return this.pending > 0;
	}

	/**
	 * Everybody who waits, no longer in the queue.
	 */
	List<Waiter> removeAllWaiters() {
		List<Waiter> all = new ArrayList<>();
		this.busy.forEach((route) -> route.removeAllWaiters(all));
		this.busy.clear();
		this.pending = 0;
		return all;
	}

	/**
	 * Find who came first of those who can be given something.
	 * @return the waiter, for whom {@link #take} finds a slot, or {@code null}
	 */
	@Nullable Waiter next() {
		Waiter first = null;
		for (RouteSlots route : this.busy) {
			Waiter waiter = Objects.requireNonNull(route.firstWaiter());
			if (isAvailable(route) && (first == null || waiter.number() < first.number())) {
				first = waiter;
			}
		}
		return first;
	}

	private boolean isAvailable(RouteSlots route) {
		return route.idle() > 0
				|| (route.allocated() < route.max() && (this.allocated < this.maxTotal || this.idle > 0));
	}

	PoolStats total() {
		return new PoolStats(this.slots.size() - this.idle, this.pending, this.idle, this.maxTotal);
	}

	PoolStats stats(HttpRoute route) {
		RouteSlots found = this.routes.get(route);
		return (found != null) ? new PoolStats(found.leased(), found.pending(), found.idle(), found.max())
				: new PoolStats(0, 0, 0, max(route));
	}

	Set<HttpRoute> routes() {
		return Set.copyOf(this.routes.keySet());
	}

	int maxTotal() {
		return this.maxTotal;
	}

	void setMaxTotal(int max) {
		this.maxTotal = max;
	}

	int maxPerRoute() {
		return this.maxPerRoute;
	}

	void setMaxPerRoute(int max) {
		this.maxPerRoute = max;
		this.routes.values().forEach((route) -> route.setMax(max(route.route())));
	}

	int max(HttpRoute route) {
		return this.maxOfRoutes.getOrDefault(route, this.maxPerRoute);
	}

	void setMax(HttpRoute route, int max) {
		if (max >= 0) {
			this.maxOfRoutes.put(route, max);
		}
		else {
			this.maxOfRoutes.remove(route);
		}
		RouteSlots found = this.routes.get(route);
		if (found != null) {
			found.setMax(max(route));
		}
	}

}
