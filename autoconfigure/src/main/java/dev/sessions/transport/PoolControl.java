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

import java.util.Set;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;

/**
 * A view of a transport's pool that can be asked for numbers before the pool is there.
 */
public final class PoolControl implements ConnPoolControl<HttpRoute> {

	private final Transport transport;

	PoolControl(Transport transport) {
		this.transport = transport;
	}

	@Override
	public PoolStats getTotalStats() {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		return (pool != null) ? pool.getTotalStats() : empty(getMaxTotal());
	}

	@Override
	public PoolStats getStats(HttpRoute route) {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		return (pool != null) ? pool.getStats(route) : empty(getDefaultMaxPerRoute());
	}

	@Override
	public Set<HttpRoute> getRoutes() {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		return (pool != null) ? pool.getRoutes() : Set.of();
	}

	@Override
	public int getMaxTotal() {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		return (pool != null) ? pool.getMaxTotal() : this.transport.settings().pool().maxConnections();
	}

	@Override
	public int getDefaultMaxPerRoute() {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		if (pool != null) {
			return pool.getDefaultMaxPerRoute();
		}
		Integer perRoute = this.transport.settings().pool().maxConnectionsPerRoute();
		return (perRoute != null) ? perRoute : getMaxTotal();
	}

	@Override
	public int getMaxPerRoute(HttpRoute route) {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		return (pool != null) ? pool.getMaxPerRoute(route) : getDefaultMaxPerRoute();
	}

	@Override
	public void setMaxTotal(int max) {
		this.transport.buildPool().setMaxTotal(max);
	}

	@Override
	public void setDefaultMaxPerRoute(int max) {
		this.transport.buildPool().setDefaultMaxPerRoute(max);
	}

	@Override
	public void setMaxPerRoute(HttpRoute route, int max) {
		this.transport.buildPool().setMaxPerRoute(route, max);
	}

	@Override
	public void closeIdle(TimeValue idleTime) {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		if (pool != null) {
			pool.closeIdle(idleTime);
		}
	}

	@Override
	public void closeExpired() {
		PoolingHttpClientConnectionManager pool = this.transport.builtPool();
		if (pool != null) {
			pool.closeExpired();
		}
	}

	private static PoolStats empty(int max) {
		return new PoolStats(0, 0, 0, max);
	}

}
