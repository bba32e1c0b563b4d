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

import dev.sessions.Session;
import dev.sessions.SessionSettings;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.KeyedForks;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A session without a network.
 */
final class MockedSession {

	private final Session session;

	private final Transport transport;

	private final MockSessionServer server;

	private final MockNetwork network;

	private volatile Start start;

	/**
	 * Create a mocked session.
	 * @param session the session
	 * @param transport its transport
	 * @param server the server that answers its requests
	 * @param network its network
	 */
	MockedSession(Session session, Transport transport, MockSessionServer server, MockNetwork network) {
		this.session = session;
		this.transport = transport;
		this.server = server;
		this.network = network;
		this.start = Start.of(session);
	}

	MockSessionServer server() {
		return this.server;
	}

	/**
	 * Remember the current headers and credentials as those that each test begins with.
	 */
	void remember() {
		this.start = Start.of(this.session);
	}

	/**
	 * Discard cookies, keyed forks, changes of headers and credentials, tokens, holds,
	 * and the state of retry budget, rate limit and circuit breaker.
	 */
	void forget() {
		this.session.cookies().clear();
		this.session.unwrap(KeyedForks.class).clear();
		this.start.restore(this.session);
		Authorization authorization = this.session.unwrap(SessionState.class).authorization();
		if (authorization != null) {
			authorization.forget();
		}
		this.transport.simulate(this.network);
	}

	/**
	 * The headers and credentials that a test begins with.
	 *
	 * @param settings the settings that contain them
	 * @param authorization the credentials as the session uses them, with their tokens
	 */
	private record Start(SessionSettings settings, @Nullable Authorization authorization) {

		static Start of(Session session) {
			return new Start(session.unwrap(SessionSettings.class), session.unwrap(SessionState.class).authorization());
		}

		void restore(Session session) {
			SessionState state = session.unwrap(SessionState.class);
			if (!session.unwrap(SessionSettings.class).headers().equals(this.settings.headers())) {
				session.headers((headers) -> {
					headers.clear();
					headers.addAll(this.settings.headers());
				});
			}
			if (state.authorization() != this.authorization) {
				session.auth(this.settings.credentials());
				// a login would otherwise begin with an authorization of its own
				state.authorization(this.authorization);
			}
		}

	}

}
