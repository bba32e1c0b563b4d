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
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.log.CallLog;
import dev.sessions.internal.net.Loopback;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The auxiliary transports of a session, for credential requests and logins. Each has a
 * small pool of its own, so that a call never waits for a second connection of the
 * session's pool. Closed with the session. Thread-safe.
 */
final class SideTransports {

	private static final PoolSettings POOL = PoolSettings.defaults().withMaxConnections(5);

	private static final DataSize MAX_CREDENTIALS_SIZE = DataSize.ofKilobytes(64);

	/**
	 * The minimum total timeout of a call, regardless of the session's own.
	 */
	private static final Duration MIN_TOTAL = Duration.ofSeconds(30);

	private static final CookieSettings NO_COOKIES = CookieSettings.defaults().withEnabled(false);

	private final TransportSettings settings;

	private final List<Mount> mounts;

	private final Hooks hooks;

	private final List<Consumer<HttpClientBuilder>> changes;

	private volatile @Nullable SessionHttpClient credentialsClient;

	private volatile @Nullable Transport login;

	/**
	 * The transports created so far; most sessions have none.
	 */
	private List<Transport> created = List.of();

	private @Nullable Simulation simulation;

	private boolean closed;

	/**
	 * Prepare the transports, which are created on first use.
	 * @param settings the settings of the session
	 * @param mounts the mounts of the session
	 * @param hooks the hooks of the session
	 * @param changes the customizers of the session's client builder
	 */
	SideTransports(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes) {
		this.settings = settings;
		this.mounts = mounts;
		this.hooks = hooks;
		this.changes = changes;
	}

	SessionHttpClient credentialsClient() {
		SessionHttpClient current = this.credentialsClient;
		return (current != null) ? current : createCredentialsClient();
	}

	private synchronized SessionHttpClient createCredentialsClient() {
		SessionHttpClient client = this.credentialsClient;
		if (client == null) {
			Transport transport = add(
					Transport.beside(forCredentials(this.settings), List.of(), Hooks.NONE, List.of()));
			SessionState state = new SessionState(null, new CookieJar(NO_COOKIES), AllowedOrigins.of(null, Set.of()),
					null, new DefaultHeaders(List.of()), null);
			if (this.closed) {
				state.close();
			}
			client = new SessionHttpClient(transport, state, Explanation.NONE);
			this.credentialsClient = client;
		}
		return client;
	}

	Transport login() {
		Transport current = this.login;
		return (current != null) ? current : createLogin();
	}

	private synchronized Transport createLogin() {
		Transport transport = this.login;
		if (transport == null) {
			List<Mount> mounts = this.mounts.stream()
				.map((mount) -> new Mount(mount.prefix(), forLogin(mount.settings()), mount.adapter()))
				.toList();
			transport = add(Transport.beside(forLogin(this.settings), mounts, this.hooks,
					this.changes.stream().filter((change) -> !(change instanceof CallLog)).toList()));
			this.login = transport;
		}
		return transport;
	}

	private Transport add(Transport transport) {
		this.created = Stream.concat(this.created.stream(), Stream.of(transport)).toList();
		if (this.simulation != null) {
			transport.simulate(this.simulation);
		}
		if (this.closed) {
			transport.close();
		}
		return transport;
	}

	/**
	 * Derives the settings for credential requests: the session's proxies, TLS and
	 * timeouts, without the policies for its own server. Redirects are not followed, as
	 * the request may contain a secret. Requests are not retried, as the requesting
	 * policy decides when to ask again. Requests to this machine bypass proxies: a secret
	 * for it must not leave it, and a proxy would resolve the target to itself. A request
	 * outlives the call that triggered it, so it has its own total timeout.
	 */
	private static TransportSettings forCredentials(TransportSettings session) {
		return session.withPool(POOL)
			.withRetry(session.retry().withMaxAttempts(1))
			.withRedirects(session.redirects().withFollow(false))
			.withCookies(NO_COOKIES)
			.withCompression(false)
			.withLimits(session.limits().withMaxResponseSize(MAX_CREDENTIALS_SIZE))
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

	/**
	 * Derives the settings for logins: those of the session, without policies such as a
	 * bulkhead, in which a login would wait for calls that wait for the login. Logging is
	 * disabled, since login requests contain secrets.
	 */
	private static TransportSettings forLogin(TransportSettings session) {
		return session.withPool(POOL)
			.withCookies(session.cookies().withFile(null))
			.withResilience(ResilienceSettings.defaults())
			.withTimeout(patient(session.timeout()));
	}

	private static TimeoutSettings patient(TimeoutSettings timeout) {
		return (timeout.total().compareTo(MIN_TOTAL) < 0) ? timeout.withTotal(MIN_TOTAL) : timeout;
	}

	/**
	 * Replaces the network and the time.
	 */
	synchronized void simulate(Simulation simulation) {
		this.simulation = simulation;
		this.created.forEach((transport) -> transport.simulate(simulation));
	}

	/**
	 * Closes the transports. Running credential requests fail.
	 */
	void close() {
		List<Transport> open = end();
		SessionHttpClient client = this.credentialsClient;
		if (client != null) {
			client.state().close();
		}
		open.forEach(Transport::close);
	}

	private synchronized List<Transport> end() {
		this.closed = true;
		return this.created;
	}

}
