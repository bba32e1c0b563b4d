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
import dev.sessions.internal.client.Shutdown;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.spring.ExistingSingletons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Waits for running calls when the application shuts down. It has the lowest phase and
 * stops last, so that the web server, message listeners and other components with a
 * higher phase can still call while they stop. Then new calls are rejected, and running
 * calls have the time of the phase to end
 * ({@code spring.lifecycle.timeout-per-shutdown-phase}). While beans are destroyed, those
 * that use a session can call once more, for a deregistration. Calls that are still
 * running then end when the session beans are closed.
 */
class SessionShutdown implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private static final String LAST_CALLS = SessionShutdown.class.getName() + ".lastCalls";

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile boolean running;

	SessionShutdown(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Accept calls again, because a stopped context can be restarted.
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
	 * Register an object that is destroyed before all beans: the last registered one is
	 * destroyed first.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext().getAutowireCapableBeanFactory() == this.beanFactory
				&& this.beanFactory instanceof DefaultSingletonBeanRegistry registry) {
			registry.registerDisposableBean(LAST_CALLS, () -> transports().forEach(Transport::allowLastCalls));
		}
	}

	/**
	 * Not pauseable: a session does nothing by itself, and components that are not paused
	 * may call.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * The transports of the sessions that were created. No session is created here.
	 */
	private Stream<Transport> transports() {
		return Stream.of(this.beanFactory.getBeanNamesForType(Session.class, false, false))
			.filter(this.beanFactory::containsSingleton)
			.map((name) -> this.beanFactory.getBean(name, Session.class))
			.filter((session) -> !ExistingSingletons.isMock(session))
			.map((session) -> Transport.find(session::unwrap))
			.filter(Objects::nonNull)
			.distinct();
	}

}
