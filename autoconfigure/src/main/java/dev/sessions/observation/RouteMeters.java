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

package dev.sessions.observation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToIntFunction;

import dev.sessions.internal.client.PoolControl;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.pool.PoolStats;

/**
 * The gauges of a session's pool by route, for the first 20 routes. All further routes
 * share one set of gauges, so that the number of meters is bounded even if a session
 * calls arbitrary hosts. Thread-safe.
 */
final class RouteMeters {

	private static final int MAX_ROUTES = 20;

	private final PoolControl pool;

	private final TaggedMeters meters;

	private final Set<HttpRoute> known = new LinkedHashSet<>();

	private boolean others;

	RouteMeters(PoolControl pool, TaggedMeters meters) {
		this.pool = pool;
		this.meters = meters;
	}

	/**
	 * Called after a connection, possibly of a new route, was opened.
	 */
	synchronized void opened() {
		for (HttpRoute route : this.pool.getRoutes()) {
			if (this.known.size() < MAX_ROUTES) {
				if (this.known.add(route)) {
					bind(name(route), (number) -> number.applyAsInt(this.pool.getStats(route)));
				}
			}
			else if (!this.others && !this.known.contains(route)) {
				this.others = true;
				bind("other", this::ofOthers);
			}
		}
	}

	private synchronized int ofOthers(ToIntFunction<PoolStats> number) {
		return this.pool.getRoutes()
			.stream()
			.filter((route) -> !this.known.contains(route))
			.mapToInt((route) -> number.applyAsInt(this.pool.getStats(route)))
			.sum();
	}

	private void bind(String route, Numbers numbers) {
		TaggedMeters all = this.meters.and("route", route);
		connections(all.and("state", "leased"), numbers, PoolStats::getLeased);
		connections(all.and("state", "available"), numbers, PoolStats::getAvailable);
		all.gauge("sessions.pool.pending", "Calls that wait for a connection to the route", numbers,
				(of) -> of.of(PoolStats::getPending));
		all.gauge("sessions.pool.max", "How many connections to the route there may be", numbers,
				(of) -> of.of(PoolStats::getMax));
	}

	private static void connections(TaggedMeters meters, Numbers numbers, ToIntFunction<PoolStats> number) {
		meters.gauge("sessions.pool.connections", "Connections to the route", numbers, (of) -> of.of(number));
	}

	/**
	 * Return the target host of a route, with its proxy if there is one.
	 */
	private static String name(HttpRoute route) {
		String target = route.getTargetHost().toURI();
		return (route.getProxyHost() != null) ? target + " by " + route.getProxyHost().toURI() : target;
	}

	/**
	 * The statistics of one route, or the sums of several routes.
	 */
	@FunctionalInterface
	private interface Numbers {

		int of(ToIntFunction<PoolStats> number);

	}

}
