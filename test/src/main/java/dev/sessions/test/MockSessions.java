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

package dev.sessions.test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sessions.NoSuchSessionException;
import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.spring.ExistingSingletons;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Mocks the sessions of an application context and of its parents.
 */
final class MockSessions implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<Sessions> sessions;

	private final MockClock clock = new MockClock();

	private final TestScopes scopes = new TestScopes();

	private final Map<Transport, MockedSession> mocked = new ConcurrentHashMap<>();

	private final AtomicBoolean started = new AtomicBoolean();

	MockSessions(ConfigurableListableBeanFactory beanFactory, ObjectProvider<Sessions> sessions) {
		this.beanFactory = beanFactory;
		this.sessions = sessions;
	}

	MockClock clock() {
		return this.clock;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Session session) {
			mock(session);
		}
		return bean;
	}

	/**
	 * Mock the sessions that exist but were not processed: those that are registered as
	 * ready-made singletons, as by {@code @TestBean}, and those of parent contexts.
	 */
	void mockExisting() {
		BeanFactory current = this.beanFactory;
		while (current instanceof ConfigurableListableBeanFactory existing) {
			ExistingSingletons.of(existing, Session.class).forEach(this::mock);
			current = existing.getParentBeanFactory();
		}
	}

	/**
	 * Isolate a session from the network.
	 * @return the mocked session, or {@code null} if it is a mock or an implementation of
	 * the application
	 */
	private @Nullable MockedSession mock(Session session) {
		Transport transport = Transport.find(session::unwrap);
		return (transport != null) ? this.mocked.computeIfAbsent(transport, (unused) -> mock(session, transport))
				: null;
	}

	private MockedSession mock(Session session, Transport transport) {
		MockSessionServer server = new MockSessionServer(session.name(), this.clock, new ExchangesByTest(this.scopes));
		MockNetwork network = new MockNetwork(server, this.clock.time(), () -> cassette(server));
		transport.simulate(network);
		return new MockedSession(session, transport, server, network);
	}

	private @Nullable CassetteExchanges cassette(MockSessionServer server) {
		TestScope scope = this.scopes.current();
		if (scope != null) {
			return scope.cassette(server);
		}
		return this.scopes.running()
			.stream()
			.map((running) -> running.cassette(server))
			.filter((cassette) -> cassette != null)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the server of a session.
	 * @param name the name of the session, or an empty string for the only one
	 * @throws NoSuchSessionException if there is no such session
	 * @throws IllegalStateException if it cannot be mocked
	 */
	MockSessionServer server(String name) {
		Session session = find(name);
		MockedSession mock = mock(session);
		if (mock == null) {
			throw new IllegalStateException("The session '" + name + "' is replaced by a bean of another kind, "
					+ session.getClass().getName() + ", and has no mock server");
		}
		return mock.server();
	}

	private Session find(String name) {
		Sessions all = this.sessions.getObject();
		if (!name.isEmpty()) {
			return all.get(name);
		}
		Set<String> names = Set.copyOf(all.names());
		if (names.size() != 1) {
			throw new IllegalStateException("Name one of the sessions: " + String.join(", ", all.names()));
		}
		return all.get(names.iterator().next());
	}

	/**
	 * The application has started. The headers and credentials that its sessions have now
	 * are those that each test begins with.
	 */
	void started() {
		if (this.started.compareAndSet(false, true)) {
			this.mocked.values().forEach(MockedSession::remember);
		}
	}

	/**
	 * Begin a test. The sessions' state from earlier tests is discarded, unless another
	 * test runs at the same time.
	 */
	void begin(TestScope scope) {
		mockExisting();
		started();
		if (this.scopes.begin(scope)) {
			this.clock.reset();
			this.mocked.values().forEach(MockedSession::forget);
		}
	}

	/**
	 * End a test.
	 */
	void end(TestScope scope) {
		this.scopes.end(scope);
	}

	List<String> names() {
		return this.mocked.values().stream().map((mock) -> mock.server().session()).sorted().toList();
	}

}
