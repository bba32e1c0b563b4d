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

package dev.sessions.autoconfigure.mockserver;

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Keeps each session from the network before anything can call it. Runs first, so that a
 * mock of sessions themselves takes precedence.
 */
class SessionMockServerPostProcessor implements BeanPostProcessor, Ordered {

	private final MockServerSimulation simulation;

	SessionMockServerPostProcessor(MockServerSimulation simulation) {
		this.simulation = simulation;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			simulate(session);
		}
		return bean;
	}

	void simulate(Session session) {
		Transport transport = Transport.find(session::unwrap);
		if (transport != null) {
			transport.simulate(this.simulation);
		}
	}

	MockServerSimulation simulation() {
		return this.simulation;
	}

}
