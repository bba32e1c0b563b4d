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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The pending requests of all routes, in the order in which they arrived. Guarded by the
 * pool's lock.
 */
final class WaitQueue {

	/**
	 * The routes with pending requests.
	 */
	private final Set<RouteState> busy = new LinkedHashSet<>();

	private long arrivals;

	private int size;

	/**
	 * Assign the next request number.
	 * @return a number higher than that of all earlier requests
	 */
	long nextNumber() {
		return this.arrivals++;
	}

	void add(Waiter waiter) {
		waiter.route().addWaiter(waiter);
		this.busy.add(waiter.route());
		this.size++;
	}

	void remove(Waiter waiter) {
		RouteState route = waiter.route();
		route.removeWaiter(waiter);
		this.size--;
		if (route.pending() == 0) {
			this.busy.remove(route);
		}
	}

	List<Waiter> removeAll() {
		List<Waiter> all = new ArrayList<>();
		this.busy.forEach((route) -> route.removeAllWaiters(all));
		this.busy.clear();
		this.size = 0;
		return all;
	}

	int size() {
		return this.size;
	}

	/**
	 * Find the oldest request among those to accepted routes.
	 * @param available the predicate that accepts routes
	 * @return the request, or {@code null} if there is none
	 */
	@Nullable Waiter first(Predicate<RouteState> available) {
		Waiter first = null;
		for (RouteState route : this.busy) {
			Waiter waiter = Objects.requireNonNull(route.firstWaiter());
			if ((first == null || waiter.number() < first.number()) && available.test(route)) {
				first = waiter;
			}
		}
		return first;
	}

}
