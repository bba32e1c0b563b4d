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

package dev.sessions.autoconfigure;

import java.util.List;

import dev.sessions.Session;
import dev.sessions.internal.spring.ExistingSingletons;
import dev.sessions.internal.spring.SessionPostProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Passes the sessions that were registered as ready-made singletons, such as a
 * {@code @TestBean}, to the post-processors of sessions. Spring passes them only the
 * beans that it creates.
 */
class RegisteredSessions implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<SessionPostProcessor> processors;

	RegisteredSessions(ConfigurableListableBeanFactory beanFactory, ObjectProvider<SessionPostProcessor> processors) {
		this.beanFactory = beanFactory;
		this.processors = processors;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<Session> sessions = ExistingSingletons.of(this.beanFactory, Session.class);
		this.processors.forEach((processor) -> sessions
			.forEach((session) -> processor.postProcessAfterInitialization(session, session.name())));
	}

}
