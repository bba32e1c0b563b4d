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
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.spring.SessionPostProcessor;
import dev.sessions.observation.SessionMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds the meters of each session bean, including sessions that the application builds,
 * to each registry, regardless of the order of their creation. Creates no session.
 */
class SessionMeterBinder implements MeterBinder, SessionPostProcessor {

	private final Map<String, SessionMeters> meters = new LinkedHashMap<>();

	private final List<MeterRegistry> registries = new ArrayList<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.meters.values().forEach((meters) -> meters.bindTo(registry));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session && Transport.find(session::unwrap) != null) {
			add(session);
		}
		return bean;
	}

	/**
	 * Of several sessions with the same name, such as a session and its forks, only the
	 * first is bound.
	 */
	private synchronized void add(Session session) {
		SessionMeters added = new SessionMeters(session);
		if (this.meters.putIfAbsent(session.name(), added) == null) {
			this.registries.forEach(added::bindTo);
		}
	}

}
