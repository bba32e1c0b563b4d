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

import java.util.Map;

import dev.sessions.SessionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Logs a table of the configured sessions when the application is ready, and warnings
 * that need all beans. Lazy sessions that were not created yet are omitted.
 */
class SessionStartReport implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(SessionStartReport.class);

	private final SessionFactory factory;

	private final BeanFactory beanFactory;

	SessionStartReport(SessionFactory factory, BeanFactory beanFactory) {
		this.factory = factory;
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Map<String, SessionSettings> sessions = this.factory.created();
		if (event.getApplicationContext().getBeanFactory() != this.beanFactory || sessions.isEmpty()) {
			return;
		}
		if (logger.isInfoEnabled()) {
			logger.info("Sessions:\n{}", SessionTable.of(sessions));
		}
		this.factory.warnings().forEach(logger::warn);
		ServerThreadCheck.warnings(sessions, event.getApplicationContext().getEnvironment()).forEach(logger::warn);
	}

}
