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

package dev.sessions.autoconfigure.observation;

import dev.sessions.Session;
import dev.sessions.internal.spring.SessionPostProcessor;
import dev.sessions.observation.SessionObservations;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Observes the session beans that the application builds. Configured sessions are
 * observed already, and no session is observed twice.
 */
class SessionObservationPostProcessor implements SessionPostProcessor {

	private final ObjectProvider<SessionObservations> observations;

	SessionObservationPostProcessor(ObjectProvider<SessionObservations> observations) {
		this.observations = observations;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			this.observations.orderedStream().forEach((observation) -> observation.observe(session));
		}
		return bean;
	}

}
