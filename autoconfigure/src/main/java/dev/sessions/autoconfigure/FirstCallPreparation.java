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

import dev.sessions.Session;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.DaemonThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Builds the client of one session in the background when the application is ready, so
 * that the first call of any session finds the classes of HttpClient loaded. Opens no
 * connection. Sessions that do not exist yet are skipped.
 */
class FirstCallPreparation implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(FirstCallPreparation.class);

	private final ConfigurableListableBeanFactory beanFactory;

	FirstCallPreparation(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext().getBeanFactory() == this.beanFactory) {
			Arrays.stream(this.beanFactory.getBeanNamesForType(Session.class, false, false))
				.map(this.beanFactory::getSingleton)
				.filter(Session.class::isInstance)
				.findFirst()
				.map((session) -> transport((Session) session))
				.ifPresent(FirstCallPreparation::start);
		}
	}

	private static @Nullable Transport transport(Session session) {
		try {
			return Transport.find(session::unwrap);
		}
		catch (RuntimeException ex) {
			// an application's own session
			return null;
		}
	}

	private static void start(Transport transport) {
		try {
			DaemonThread.start("sessions-first-call", () -> build(transport));
		}
		catch (OutOfMemoryError ex) {
			logger.debug("The first call will load its classes itself", ex);
		}
	}

	/**
	 * What cannot be built fails the first call, with its reason.
	 */
	private static void build(Transport transport) {
		try {
			transport.build();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The first call will build its client itself", ex);
		}
	}

}
