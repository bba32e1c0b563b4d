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

package dev.sessions.autoconfigure.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.Session;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.PoolingHttpClientConnectionManagerMetricsBinder;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Binds the pool of each session that is a bean, also of one made by hand, to each
 * registry, in whichever order they come to be. Makes no session that nobody asked for.
 */
class SessionPoolMetrics implements MeterBinder, BeanPostProcessor {

	/**
	 * The pools by the names of their sessions. Kept, as a gauge does not keep what it
	 * measures.
	 */
	private final Map<String, ConnPoolControl<HttpRoute>> pools = new LinkedHashMap<>();

	private final List<MeterRegistry> registries = new ArrayList<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.pools.forEach((name, pool) -> bind(name, pool, registry));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			ConnPoolControl<HttpRoute> pool = pool(session);
			if (pool != null) {
				add(session.name(), pool);
			}
		}
		return bean;
	}

	private synchronized void add(String name, ConnPoolControl<HttpRoute> pool) {
		if (this.pools.putIfAbsent(name, pool) == null) {
			this.registries.forEach((registry) -> bind(name, pool, registry));
		}
	}

	/**
	 * The pool of a session, unless an application's own session has none.
	 */
	@SuppressWarnings("unchecked")
	private static @Nullable ConnPoolControl<HttpRoute> pool(Session session) {
		try {
			return session.unwrap(ConnPoolControl.class);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The binder is deprecated, but gives the meters that are documented and that
	 * dashboards know.
	 */
	@SuppressWarnings("deprecation")
	private static void bind(String name, ConnPoolControl<HttpRoute> pool, MeterRegistry registry) {
		new PoolingHttpClientConnectionManagerMetricsBinder(pool, name, Tags.of("session", name)).bindTo(registry);
	}

}
