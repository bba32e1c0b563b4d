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

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import dev.sessions.internal.adapter.AdapterHandler;
import dev.sessions.internal.auth.SigningInterceptor;
import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.connection.ConnectTimings;
import dev.sessions.internal.connection.ConnectionPool;
import dev.sessions.internal.connection.ConnectionReuse;
import dev.sessions.internal.connection.IdleEviction;
import dev.sessions.internal.connection.KeepAlive;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.internal.pool.FairConnPool;
import dev.sessions.internal.pool.PooledConnections;
import dev.sessions.internal.proxy.Proxies;
import dev.sessions.internal.proxy.ProxyHandler;
import dev.sessions.internal.proxy.ProxyRoutePlanner;
import dev.sessions.internal.tls.Tls;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An HttpClient with the chain, connections and proxies defined by the settings of a
 * session or of one of its mounts. Clients never share connections. Thread-safe.
 */
final class PolicyClient {

	private final TransportSettings settings;

	private final Chain chain;

	/**
	 * {@code null} for a mount with an adapter.
	 */
	private final @Nullable PooledConnections connections;

	private final @Nullable IdleEviction eviction;

	private final @Nullable ProxyRoutePlanner routePlanner;

	/**
	 * The replacement of HttpClient's connect handler, or {@code null} for none.
	 */
	private final @Nullable ExecChainHandler connector;

	private final boolean isMount;

	private final boolean simulated;

	private volatile @Nullable Built built;

	/**
	 * Create the client of a session, or of a mount with connections.
	 * @param settings the settings
	 * @param parts the parts shared by the clients of the session
	 * @param mounts the handler that delegates hops to mounts, or {@code null} if there
	 * are none
	 * @param timings the DNS resolver and the timing of new connections
	 */
	PolicyClient(TransportSettings settings, ClientParts parts, @Nullable MountHandler mounts, ConnectTimings timings) {
		Proxies proxies = Proxies.of(settings.proxy());
		Tls tls = new Tls(settings.ssl(), settings.timeout().connect());
		FairConnPool pool = ConnectionPool.create(settings.pool(), timings);
		this.settings = settings;
		this.eviction = IdleEviction.start(pool, settings.pool().maxIdleTime(), tls);
		this.connections = ConnectionPool.connections(pool, settings, proxies, tls, timings, this.eviction::keep);
		this.routePlanner = (proxies != null) ? new ProxyRoutePlanner(proxies) : null;
		this.connector = (proxies != null) ? new ProxyHandler(proxies, settings.timeout().connect()) : null;
		this.chain = new Chain(settings, parts, mounts, this.routePlanner, tls);
		this.simulated = parts.simulation() != null;
		this.isMount = mounts != null && !mounts.isOwn();
	}

	private PolicyClient(TransportSettings settings, ClientParts parts, MountHandler mounts, AdapterHandler adapter) {
		this.settings = settings;
		this.eviction = null;
		this.connections = null;
		this.routePlanner = null;
		this.connector = adapter;
		this.chain = Chain.withoutLease(settings, parts, mounts);
		this.simulated = parts.simulation() != null;
		this.isMount = true;
	}

	/**
	 * Create the client of a mount, with either an adapter or connections.
	 * @param mount the mount
	 * @param parts the parts shared by the clients of the session
	 * @param mounts the handler that delegates hops to other mounts
	 * @param timings the DNS resolver and the timing of new connections
	 * @return the client, yet to be built
	 */
	static PolicyClient of(Mount mount, ClientParts parts, MountHandler mounts, ConnectTimings timings) {
		return (mount.adapter() != null)
				? new PolicyClient(mount.settings(), parts, mounts,
						new AdapterHandler(mount.prefix().toString(), mount.adapter()))
				: new PolicyClient(mount.settings(), parts, mounts, timings);
	}

	/**
	 * Builds or rebuilds the client, keeping its connections.
	 * @param changes the customizers of its builder
	 */
	void build(List<Consumer<HttpClientBuilder>> changes) {
		CloseableHttpClient client = install(HttpClientBuilder.create(), changes).build();
		CloseableHttpClient hops = this.chain.hasMounts() ? install(new HopClientBuilder(), changes).build() : client;
		RequestConfig config = (client instanceof Configurable configurable) ? configurable.getConfig()
				: RequestConfig.DEFAULT;
		this.built = new Built(client, hops, this.isMount ? requestConfig(config) : config);
	}

	private HttpClientBuilder install(HttpClientBuilder builder, List<Consumer<HttpClientBuilder>> changes) {
		// an adapter responds before a connection is leased, so this client's manager
		// opens none
		builder
			.setConnectionManager(
					(this.connections != null) ? this.connections : new BasicHttpClientConnectionManager())
			.setDefaultRequestConfig(requestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build()))
			.setConnectionReuseStrategy(new ConnectionReuse())
			.setKeepAliveStrategy(new KeepAlive());
		this.chain.install(builder);
		if (this.routePlanner != null) {
			builder.setRoutePlanner(this.routePlanner);
		}
		if (this.connector != null) {
			builder.replaceExecInterceptor(ChainElement.CONNECT.name(), this.connector);
		}
		changes.forEach((change) -> change.accept(builder));
		// last, so that the signature covers headers added by customizers
		return builder.addRequestInterceptorLast(SigningInterceptor.INSTANCE);
	}

	private RequestConfig requestConfig(RequestConfig base) {
		return RequestConfig.copy(base)
			.setConnectionRequestTimeout(Timeout.of(this.settings.timeout().lease()))
			.setResponseTimeout(Timeout.of(this.settings.timeout().read()))
			.setConnectionKeepAlive(TimeValue.of(this.settings.pool().keepAlive()))
			.build();
	}

	/**
	 * Executes a call.
	 * @param target the host of the first hop
	 * @param request the request
	 * @param call the call
	 * @return the response, to be closed by the caller
	 * @throws IOException if the call fails
	 */
	ClassicHttpResponse execute(HttpHost target, ExchangeRequest request, ExchangeContext call) throws IOException {
		Built current = built();
		if (call.hasOwnConfig() || this.chain.hasMounts()) {
			call.setRequestConfig(call.withOwn(current.config()));
		}
		return current.client().executeOpen(target, request, call);
	}

	/**
	 * Executes one hop of a call that was started by another client.
	 * @param target the host of the hop
	 * @param request the request of the hop
	 * @param call the call
	 * @return the response
	 * @throws IOException if the hop fails
	 * @throws HttpException if a policy rejects the hop
	 */
	ClassicHttpResponse executeHop(HttpHost target, ClassicHttpRequest request, ExchangeContext call)
			throws IOException, HttpException {
		configure(call);
		return HopRequest.execute(built().hops(), target, request, call);
	}

	/**
	 * Sets the request config of a hop to that of this client.
	 */
	void configure(ExchangeContext call) {
		call.setRequestConfig(call.withOwn(built().config()));
	}

	private Built built() {
		Built current = this.built;
		if (current == null) {
			throw new IllegalStateException("The client has not been built");
		}
		return current;
	}

	/**
	 * Opens the warm-up connections of the settings.
	 * @param target the host to connect to
	 * @throws IOException if a connection cannot be opened; earlier ones remain open
	 */
	void warmUp(RequestTarget target) throws IOException {
		PoolSettings pool = this.settings.pool();
		if (this.connections != null && pool.warmUp() > 0 && !this.simulated) {
			WarmUp.open(install(HttpClientBuilder.create(), List.of()), this.connections.pool(), pool, target);
		}
	}

	/**
	 * Closes all connections immediately, and the resources added by customizers.
	 */
	void close() {
		Built current = this.built;
		if (current != null) {
			current.client().close(CloseMode.IMMEDIATE);
			current.hops().close(CloseMode.IMMEDIATE);
		}
		if (this.connections != null) {
			this.connections.close(CloseMode.IMMEDIATE);
		}
		if (this.eviction != null) {
			this.eviction.stop();
		}
	}

	Chain chain() {
		return this.chain;
	}

	/**
	 * The connection manager.
	 * @return the connection manager, or {@code null} for a mount with an adapter
	 */
	@Nullable PooledConnections connections() {
		return this.connections;
	}

	/**
	 * The connection pool.
	 * @return the pool, or {@code null} for a mount with an adapter
	 */
	@Nullable FairConnPool pool() {
		return (this.connections != null) ? this.connections.pool() : null;
	}

	/**
	 * The parts that are rebuilt together.
	 *
	 * @param client the client for whole calls
	 * @param hops the client for hops of calls started by other clients
	 * @param config the request config of both
	 */
	private record Built(CloseableHttpClient client, CloseableHttpClient hops, RequestConfig config) {

	}

}
