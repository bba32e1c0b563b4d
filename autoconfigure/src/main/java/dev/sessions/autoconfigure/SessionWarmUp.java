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

import java.util.Arrays;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.internal.spring.ExistingSingletons;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Makes the sessions open connections in advance when the application is ready, and
 * prepares the first call. Lazy sessions that were not created yet are skipped.
 */
class SessionWarmUp implements ApplicationListener<ApplicationReadyEvent> {

	private final ConfigurableListableBeanFactory beanFactory;

	SessionWarmUp(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext().getBeanFactory() == this.beanFactory) {
			List<Session> sessions = Arrays.stream(this.beanFactory.getBeanNamesForType(Session.class, false, false))
				.filter(this.beanFactory::containsSingleton)
				.map((name) -> this.beanFactory.getBean(name, Session.class))
				.filter((session) -> !ExistingSingletons.isMock(session))
				.toList();
			sessions.forEach(Session::warmUp);
			sessions.stream().findFirst().ifPresent(FirstCallPreparation::start);
		}
	}

}
