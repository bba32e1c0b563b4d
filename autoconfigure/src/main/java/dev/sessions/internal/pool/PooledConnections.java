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

package dev.sessions.internal.pool;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.function.Resolver;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A session's connection manager: HttpClient's own type over a {@link FairConnPool}.
 * Statistics, bounds and the closing of idle connections are those of the pool. Options
 * that are settings of a session cannot be changed here. Thread-safe.
 * <p>
 * Compared with the parent class, a lease allocates one object, an idle connection is
 * examined without waiting for a millisecond, and a connection that was opened while the
 * pool was closed is closed, too.
 */
public final class PooledConnections extends PoolingHttpClientConnectionManager {

	private static final String SOCKET_SETTINGS = "timeout.read";

	private static final String CONNECTION_SETTINGS = "timeout.connect, timeout.read, pool.max-lifetime, "
			+ "pool.max-idle-time and pool.validate-after-inactivity";

	private static final String TLS_SETTINGS = "ssl.bundle and timeout.connect";

	private final FairConnPool pool;

	private final HttpConnectionFactory<ManagedHttpClientConnection> factory;

	private final HttpClientConnectionOperator operator;

	private final Timeout connectTimeout;

	private final Timeout readTimeout;

	private final TlsConfig tlsConfig;

	private final Runnable opened;

	/**
	 * Create a connection manager.
	 * @param pool the pool, which is closed with the manager
	 * @param factory the factory of connections
	 * @param operator the operator that opens connections
	 * @param connectTimeout the timeout for opening a connection, TLS handshake included,
	 * unless a call sets its own
	 * @param readTimeout the longest time between two reads, unless a call sets its own
	 * @param opened the callback after each opened connection
	 */
	public PooledConnections(FairConnPool pool, HttpConnectionFactory<ManagedHttpClientConnection> factory,
			HttpClientConnectionOperator operator, Timeout connectTimeout, Timeout readTimeout, Runnable opened) {
		super(operator, pool, factory);
		this.pool = pool;
		this.factory = factory;
		this.operator = operator;
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.tlsConfig = TlsConfig.custom().setHandshakeTimeout(connectTimeout).build();
		this.opened = opened;
	}

	/**
	 * The pool.
	 * @return the pool
	 */
	public FairConnPool pool() {
		return this.pool;
	}

	@Override
	public LeaseRequest lease(String id, HttpRoute route, Timeout requestTimeout, @Nullable Object state) {
		return new PooledEndpoint(request(route, requestTimeout, state), this.readTimeout);
	}

	/**
	 * Requests a connection. A closed pool returns a failed request, which HttpClient
	 * reports as an {@link IOException}, as it does if the pool is closed while the
	 * request is pending.
	 */
	private Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> request(HttpRoute route, Timeout requestTimeout,
			@Nullable Object state) {
		try {
			return this.pool.lease(route, state, requestTimeout, null);
		}
		catch (PoolClosedException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public void connect(ConnectionEndpoint endpoint, @Nullable TimeValue timeout, HttpContext context)
			throws IOException {
		PooledEndpoint leased = (PooledEndpoint) endpoint;
		if (leased.isConnected()) {
			return;
		}
		PoolEntry<HttpRoute, ManagedHttpClientConnection> entry = leased.entry();
		HttpRoute route = entry.getRoute();
		HttpHost proxy = route.getProxyHost();
		ManagedHttpClientConnection connection = connection(entry);
		this.operator.connect(connection, (proxy != null) ? proxy : route.getTargetHost(), route.getTargetName(),
				route.getUnixDomainSocket(), route.getLocalSocketAddress(),
				(timeout != null) ? Timeout.of(timeout.toDuration()) : this.connectTimeout, SocketConfig.DEFAULT,
				route.isTunnelled() ? null : this.tlsConfig, context);
		this.opened.run();
		if (this.pool.isClosed() || leased.isReleased()) {
			connection.close(CloseMode.IMMEDIATE);
		}
		if (this.pool.isClosed()) {
			throw new PoolClosedException();
		}
		leased.opened();
	}

	private ManagedHttpClientConnection connection(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry)
			throws IOException {
		ManagedHttpClientConnection connection = entry.getConnection();
		if (connection == null) {
			connection = this.factory.createConnection(null);
			entry.assignConnection(connection);
		}
		return connection;
	}

	@Override
	public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
		PooledEndpoint leased = (PooledEndpoint) endpoint;
		HttpRoute route = leased.entry().getRoute();
		this.operator.upgrade(leased.connection(), route.getTargetHost(), route.getTargetName(), this.tlsConfig,
				context);
		leased.opened();
	}

	@Override
	public void release(ConnectionEndpoint endpoint, @Nullable Object state, @Nullable TimeValue keepAlive) {
		PooledEndpoint leased = (PooledEndpoint) endpoint;
		PoolEntry<HttpRoute, ManagedHttpClientConnection> entry = leased.detach();
		if (entry == null) {
			return;
		}
		ManagedHttpClientConnection connection = entry.getConnection();
		boolean reusable = connection != null && keepAlive != null && connection.isOpen() && connection.isConsistent();
		if (reusable) {
			leased.restore(connection);
			if (state != null || entry.getState() != null) {
				entry.updateState(state);
			}
			entry.updateExpiry(keepAlive);
		}
		this.pool.release(entry, reusable);
	}

	/**
	 * Close the pool, leased connections included. Pending and later requests for a
	 * connection fail. Closing again does nothing.
	 */
	@Override
	public void close(CloseMode closeMode) {
		this.pool.close(closeMode);
	}

	@Override
	public void close() {
		close(CloseMode.GRACEFUL);
	}

	@Override
	public boolean isClosed() {
		return this.pool.isClosed();
	}

	@Override
	public void setDefaultSocketConfig(SocketConfig config) {
		throw fixed("socket options", SOCKET_SETTINGS);
	}

	@Override
	public void setSocketConfigResolver(Resolver<HttpRoute, SocketConfig> resolver) {
		throw fixed("socket options", SOCKET_SETTINGS);
	}

	@Override
	public void setDefaultConnectionConfig(ConnectionConfig config) {
		throw fixed("connection configuration", CONNECTION_SETTINGS);
	}

	@Override
	public void setConnectionConfigResolver(Resolver<HttpRoute, ConnectionConfig> resolver) {
		throw fixed("connection configuration", CONNECTION_SETTINGS);
	}

	@Override
	public void setDefaultTlsConfig(TlsConfig config) {
		throw fixed("TLS configuration", TLS_SETTINGS);
	}

	@Override
	public void setTlsConfigResolver(Resolver<HttpHost, TlsConfig> resolver) {
		throw fixed("TLS configuration", TLS_SETTINGS);
	}

	@Override
	@SuppressWarnings("deprecation") // returns the actual value
	public SocketConfig getDefaultSocketConfig() {
		return SocketConfig.copy(SocketConfig.DEFAULT).setSoTimeout(this.readTimeout).build();
	}

	@Override
	@SuppressWarnings("deprecation") // returns the actual value
	public TimeValue getValidateAfterInactivity() {
		return this.pool.validateAfterInactivity();
	}

	@Override
	@SuppressWarnings("deprecation") // returns the actual value
	public void setValidateAfterInactivity(TimeValue validateAfterInactivity) {
		throw fixed("validation of idle connections", "pool.validate-after-inactivity");
	}

	private static UnsupportedOperationException fixed(String what, String settings) {
		return new UnsupportedOperationException(
				"The " + what + " of a session cannot be changed on its connection manager; configure " + settings
						+ " of the session");
	}

}
