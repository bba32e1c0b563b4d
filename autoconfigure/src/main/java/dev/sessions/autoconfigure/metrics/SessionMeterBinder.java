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
import dev.sessions.observation.SessionMeters;
import dev.sessions.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Binds the meters of each session that is a bean, also of one made by hand, to each
 * registry, in whichever order they come to be. Makes no session that nobody asked for.
 */
class SessionMeterBinder implements MeterBinder, BeanPostProcessor {

	private final Map<String, SessionMeters> meters = new LinkedHashMap<>();

	private final List<MeterRegistry> registries = new ArrayList<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.meters.values().forEach((meters) -> meters.bindTo(registry));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session && hasTransport(session)) {
			add(session);
		}
		return bean;
	}

	/**
	 * Not so if it is an application's own, or the mock of a test.
	 */
	@SuppressWarnings("ConstantValue")
	private static boolean hasTransport(Session session) {
		try {
			return session.unwrap(Transport.class) != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Of several sessions with one name, such as a session and its forks, the first
	 * counts.
	 */
	private synchronized void add(Session session) {
		SessionMeters added = new SessionMeters(session);
		if (this.meters.putIfAbsent(session.name(), added) == null) {
			this.registries.forEach(added::bindTo);
		}
	}

}
