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

package dev.sessions.transport;

import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import dev.sessions.auth.AllowedOrigins;
import dev.sessions.cookie.CookieJar;
import dev.sessions.cookie.CookieSettings;
import dev.sessions.hook.Hooks;
import dev.sessions.resilience.ResilienceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What somebody else is asked for a session's credentials with: a small transport beside
 * the session's own. It has the session's proxies, TLS and timeouts and reaches what the
 * session may reach, but has nothing that belongs to the conversation with the session's
 * own server. Its own pool keeps a call that has a connection of the session from waiting
 * for another one.
 */
final class CredentialsClient {

	private static final int MAX_CONNECTIONS = 5;

	private static final DataSize MAX_RESPONSE_SIZE = DataSize.ofKilobytes(64);

	private final TransportSettings session;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Built built;

	private boolean closed;

	/**
	 * Create a client. Nothing is built yet.
	 * @param session the settings of the session
	 */
	CredentialsClient(TransportSettings session) {
		this.session = session;
	}

	/**
	 * Redirects are not followed, as a secret may be in the request. Nor is the request
	 * tried again: whoever asks knows best when to ask again. What the session's own
	 * server can bear says nothing about another one.
	 */
	private static TransportSettings settings(TransportSettings session) {
		return session.withPool(PoolSettings.defaults().withMaxConnections(MAX_CONNECTIONS))
			.withRetry(session.retry().withMaxAttempts(1))
			.withRedirects(session.redirects().withFollow(false))
			.withCookies(CookieSettings.defaults().withEnabled(false))
			.withCompression(false)
			.withLimits(session.limits().withMaxResponseSize(MAX_RESPONSE_SIZE))
			.withResilience(ResilienceSettings.defaults());
	}

	/**
	 * The client, built when it is first needed.
	 */
	SessionHttpClient client() {
		Built current = this.built;
		if (current == null) {
			this.lock.lock();
			try {
				if (this.closed) {
					throw new IllegalStateException("The session is closed");
				}
				current = this.built;
				if (current == null) {
					current = Built.of(settings(this.session));
					this.built = current;
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		return current.client();
	}

	/**
	 * Close it. Requests that are under way fail.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.built != null) {
				this.built.state().close();
				this.built.transport().close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is built together.
	 *
	 * @param transport the transport
	 * @param state the state
	 * @param client a view of both
	 */
	private record Built(Transport transport, SessionState state, SessionHttpClient client) {

		static Built of(TransportSettings settings) {
			Transport transport = new Transport(settings, List.of(), Hooks.NONE, List.of());
			SessionState state = new SessionState(null, new CookieJar(settings.cookies()),
					AllowedOrigins.of(null, Set.of()), null, new DefaultHeaders(List.of()), null);
			return new Built(transport, state, new SessionHttpClient(transport, state));
		}

	}

}
