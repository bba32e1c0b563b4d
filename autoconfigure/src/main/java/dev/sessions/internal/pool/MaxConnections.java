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

import java.util.HashMap;
import java.util.Map;

import org.apache.hc.client5.http.HttpRoute;

/**
 * The upper bounds of a pool: in total, for each route, and for single routes. Guarded by
 * the pool's lock.
 */
final class MaxConnections {

	private final Map<HttpRoute, Integer> ofRoutes = new HashMap<>();

	private int total;

	private int perRoute;

	MaxConnections(int total, int perRoute) {
		this.total = total;
		this.perRoute = perRoute;
	}

	int total() {
		return this.total;
	}

	void setTotal(int max) {
		this.total = max;
	}

	int perRoute() {
		return this.perRoute;
	}

	void setPerRoute(int max) {
		this.perRoute = max;
	}

	int of(HttpRoute route) {
		return this.ofRoutes.getOrDefault(route, this.perRoute);
	}

	/**
	 * Set the bound of one route.
	 * @param route the route
	 * @param max the bound, or a negative number for the bound of all routes
	 */
	void set(HttpRoute route, int max) {
		if (max >= 0) {
			this.ofRoutes.put(route, max);
		}
		else {
			this.ofRoutes.remove(route);
		}
	}

}
