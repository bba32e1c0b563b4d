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

import java.util.function.BiConsumer;

import dev.sessions.Session;
import dev.sessions.retry.Retry;
import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the retries of each session that is a bean, also of one made by hand.
 */
class SessionRetryMetrics implements BeanPostProcessor {

	private static final String NAME = "sessions.retries";

	private final ObjectProvider<MeterRegistry> registry;

	SessionRetryMetrics(ObjectProvider<MeterRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			observe(session);
		}
		return bean;
	}

	private void observe(Session session) {
		Transport transport = transport(session);
		if (transport != null) {
			transport.onRetry(new Count(session.name(), this.registry));
		}
	}

	/**
	 * The transport of a session, unless an application's own session has none.
	 */
	private static @Nullable Transport transport(Session session) {
		try {
			return session.unwrap(Transport.class);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Counts the retries of one session. A fork that is a bean, too, shares what its
	 * session retries with, and by being equal is counted once.
	 *
	 * @param session the name of the session
	 * @param registry the registry, which may be there later
	 */
	private record Count(String session,
			ObjectProvider<MeterRegistry> registry) implements BiConsumer<ExchangeContext, Retry> {

		@Override
		public void accept(ExchangeContext call, Retry retry) {
			this.registry
				.ifAvailable((registry) -> registry.counter(NAME, "session", this.session, "reason", retry.reason())
					.increment());
		}

	}

}
