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

import dev.sessions.adapter.AdapterHandler;
import dev.sessions.hook.Hooks;
import dev.sessions.pool.FairConnPool;
import dev.sessions.pool.PooledConnections;
import dev.sessions.proxy.Proxies;
import dev.sessions.proxy.ProxyHandler;
import dev.sessions.proxy.ProxyRoutePlanner;
import dev.sessions.tls.Tls;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * What the requests share that obey the same settings, the session's own or those of one
 * of its mounts: connections, proxies and policies. No connection of a line ever serves
 * another.
 */
final class Line {

	private static final DaemonTimer handshakeTimer = new DaemonTimer("sessions-handshake");

	private final TransportSettings settings;

	private final @Nullable PooledConnections connections;

	private final @Nullable IdleEviction eviction;

	private final @Nullable ProxyRoutePlanner routePlanner;

	private final @Nullable ExecChainHandler connector;

	private final Chain chain;

	private Line(TransportSettings settings, @Nullable PooledConnections connections, @Nullable IdleEviction eviction,
			@Nullable ProxyRoutePlanner routePlanner, @Nullable ExecChainHandler connector, Chain chain) {
		this.settings = settings;
		this.connections = connections;
		this.eviction = eviction;
		this.routePlanner = routePlanner;
		this.connector = connector;
		this.chain = chain;
	}

	/**
	 * The line of a session without mounts.
	 */
	static Line alone(TransportSettings settings, Hooks hooks, Opening opening) {
		Proxies proxies = Proxies.of(settings.proxy());
		Tls tls = tls(settings);
		return connected(settings, proxies, tls, opening,
				new Chain(settings, hooks, (proxies != null) ? new ProxyRoutePlanner(proxies) : null, tls));
	}

	/**
	 * A line among others. Its redirects plan no route, as another line may be the next
	 * hop's.
	 */
	static Line of(TransportSettings settings, Hooks hooks, Opening opening) {
		Tls tls = tls(settings);
		return connected(settings, Proxies.of(settings.proxy()), tls, opening, new Chain(settings, hooks, null, tls));
	}

	/**
	 * The line of a mount. One that answers by itself has no connections.
	 */
	static Line of(Mount mount, Hooks hooks, Opening opening) {
		return (mount.adapter() != null) ? new Line(mount.settings(), null, null, null,
				new AdapterHandler(mount.prefix().toString(), mount.adapter()),
				Chain.withoutLease(mount.settings(), hooks)) : of(mount.settings(), hooks, opening);
	}

	private static Tls tls(TransportSettings settings) {
		return new Tls(settings.ssl(), settings.timeout().connect(), handshakeTimer::schedule);
	}

	private static Line connected(TransportSettings settings, @Nullable Proxies proxies, Tls tls, Opening opening,
			Chain chain) {
		PooledConnections connections = ConnectionPool.create(settings, proxies, tls, opening);
		IdleEviction eviction = IdleEviction.start(connections.pool(), settings.pool().maxIdleTime(), tls);
		return (proxies != null)
				? new Line(settings, connections, eviction, new ProxyRoutePlanner(proxies),
						new ProxyHandler(proxies, settings.timeout().connect()), chain)
				: new Line(settings, connections, eviction, null, null, chain);
	}

	/**
	 * Nobody uses it any more; its pool was closed by the client.
	 */
	void close() {
		if (this.eviction != null) {
			this.eviction.stop();
		}
	}

	TransportSettings settings() {
		return this.settings;
	}

	@Nullable PooledConnections connections() {
		return this.connections;
	}

	@Nullable FairConnPool pool() {
		return (this.connections != null) ? this.connections.pool() : null;
	}

	@Nullable ProxyRoutePlanner routePlanner() {
		return this.routePlanner;
	}

	/**
	 * What stands in place of HttpClient's own connecting, if anything does.
	 */
	@Nullable ExecChainHandler connector() {
		return this.connector;
	}

	Chain chain() {
		return this.chain;
	}

	/**
	 * What HttpClient is told with each request.
	 * @param base what it was told by who changed the client
	 * @return the same with what this line's settings say
	 */
	RequestConfig requestConfig(RequestConfig base) {
		return RequestConfig.copy(base)
			.setConnectionRequestTimeout(ConnectionPool.timeout(this.settings.timeout().lease()))
			.setResponseTimeout(ConnectionPool.timeout(this.settings.timeout().read()))
			.setConnectionKeepAlive(TimeValue.of(this.settings.pool().keepAlive()))
			.build();
	}

}
