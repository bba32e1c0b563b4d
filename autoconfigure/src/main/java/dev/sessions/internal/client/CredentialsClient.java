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

package dev.sessions.internal.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.Loopback;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;

import org.springframework.util.unit.DataSize;

/**
 * The client that asks a server for a session's credentials: a small transport beside the
 * session's own. It has the session's proxies, TLS and timeouts and reaches what the
 * session may reach, but has nothing that belongs to the conversation with the session's
 * own server. Its own pool keeps a call that has a connection of the session from waiting
 * for another one.
 */
final class CredentialsClient {

	static final int MAX_CONNECTIONS = 5;

	private static final DataSize MAX_RESPONSE_SIZE = DataSize.ofKilobytes(64);

	/**
	 * The least that an answer as a whole is given, however impatient the calls are.
	 */
	private static final Duration MIN_TOTAL = Duration.ofSeconds(30);

	private static final CookieSettings NO_COOKIES = CookieSettings.defaults().withEnabled(false);

	private final SideTransport transport;

	private final SessionState state = new SessionState(null, new CookieJar(NO_COOKIES),
			AllowedOrigins.of(null, Set.of()), null, new DefaultHeaders(List.of()), null);

	/**
	 * Create a client. Nothing is built yet.
	 * @param session the settings of the session
	 */
	CredentialsClient(TransportSettings session) {
		this.transport = new SideTransport(
				() -> new Transport(settings(session), List.of(), Hooks.NONE, List.of(), null));
	}

	/**
	 * Redirects are not followed, as a secret may be in the request. Nor is the request
	 * tried again: the policy that asks decides when to ask again. What the session's own
	 * server can bear says nothing about another one. A secret for this machine does not
	 * leave it by a proxy, which would take the target for itself. A request is heard out
	 * when the call that needed it has given up, so its time is its own.
	 */
	private static TransportSettings settings(TransportSettings session) {
		return session.withPool(PoolSettings.defaults().withMaxConnections(MAX_CONNECTIONS))
			.withRetry(session.retry().withMaxAttempts(1))
			.withRedirects(session.redirects().withFollow(false))
			.withCookies(NO_COOKIES)
			.withCompression(false)
			.withLimits(session.limits().withMaxResponseSize(MAX_RESPONSE_SIZE))
			.withResilience(ResilienceSettings.defaults())
			.withProxy(direct(session.proxy()))
			.withTimeout(patient(session.timeout()));
	}

	private static ProxySettings direct(ProxySettings proxy) {
		List<String> noProxy = new ArrayList<>(Loopback.PATTERNS);
		if (proxy.noProxy() != null) {
			noProxy.addAll(proxy.noProxy());
		}
		return proxy.withNoProxy(noProxy);
	}

	static TimeoutSettings patient(TimeoutSettings timeout) {
		return (timeout.total().compareTo(MIN_TOTAL) < 0) ? timeout.withTotal(MIN_TOTAL) : timeout;
	}

	/**
	 * The client, built when it is first needed.
	 */
	SessionHttpClient client() {
		return new SessionHttpClient(this.transport.get(), this.state, Explanation.NONE);
	}

	/**
	 * Replaces the network and the time.
	 */
	void simulate(Simulation simulation) {
		this.transport.simulate(simulation);
	}

	/**
	 * Close it. Requests that are under way fail.
	 */
	void close() {
		this.state.close();
		this.transport.close();
	}

}
