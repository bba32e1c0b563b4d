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
import java.util.Objects;
import java.util.stream.Stream;

import dev.sessions.Session;
import dev.sessions.transport.Shutdown;
import dev.sessions.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the calls of all sessions end before the application does. It is the last to stop:
 * the web server, message listeners and whatever else has a higher phase may still call
 * while they stop. From then on no call begins, and those that run have the time of the
 * phase ({@code spring.lifecycle.timeout-per-shutdown-phase}); what is left of them ends
 * when the sessions are closed as beans.
 */
class SessionShutdown implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile boolean running;

	SessionShutdown(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * A context that was stopped can be started again.
	 */
	@Override
	public void start() {
		this.running = true;
		transports().forEach(Transport::resume);
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		List<Transport> transports = transports().toList();
		transports.forEach(Transport::refuse);
		if (transports.stream().anyMatch(Transport::isBusy)) {
			logger.info("Waiting for the running calls of sessions to end");
		}
		Shutdown.whenIdle(transports, callback);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * A session does nothing by itself: whoever is not paused may call.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * What the sessions that exist call with. None is created here.
	 */
	private Stream<Transport> transports() {
		return Stream.of(this.beanFactory.getBeanNamesForType(Session.class, false, false))
			.filter(this.beanFactory::containsSingleton)
			.map((name) -> transport(this.beanFactory.getBean(name, Session.class)))
			.filter(Objects::nonNull)
			.distinct();
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

}
