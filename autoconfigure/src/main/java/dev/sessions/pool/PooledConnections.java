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

package dev.sessions.pool;

import java.io.IOException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
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
 * The connections of a pool as HttpClient wants them: leased, opened, given back.
 * Thread-safe.
 */
public final class PooledConnections implements HttpClientConnectionManager {

	private final FairConnPool pool;

	private final HttpConnectionFactory<ManagedHttpClientConnection> factory;

	private final HttpClientConnectionOperator operator;

	private final Timeout connectTimeout;

	private final Timeout readTimeout;

	private final TlsConfig tlsConfig;

	/**
	 * The connections of a pool.
	 * @param pool the pool
	 * @param factory makes them
	 * @param operator opens them
	 * @param connectTimeout how long it may take to open one, TLS handshake included
	 * @param readTimeout how long a server may be silent, unless a call says otherwise
	 */
	public PooledConnections(FairConnPool pool, HttpConnectionFactory<ManagedHttpClientConnection> factory,
			HttpClientConnectionOperator operator, Timeout connectTimeout, Timeout readTimeout) {
		this.pool = pool;
		this.factory = factory;
		this.operator = operator;
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.tlsConfig = TlsConfig.custom().setHandshakeTimeout(connectTimeout).build();
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
		return new PooledEndpoint(this.pool.lease(route, state, requestTimeout, null), this.readTimeout);
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
		this.operator.connect(connection(entry), (proxy != null) ? proxy : route.getTargetHost(), route.getTargetName(),
				route.getUnixDomainSocket(), route.getLocalSocketAddress(),
				(timeout != null) ? Timeout.of(timeout.toDuration()) : this.connectTimeout, SocketConfig.DEFAULT,
				route.isTunnelled() ? null : this.tlsConfig, context);
		leased.opened();
		if (this.pool.isClosed()) {
			leased.close(CloseMode.IMMEDIATE);
			throw new ConnectionShutdownException();
		}
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

	@Override
	public void close(CloseMode closeMode) {
		this.pool.close(closeMode);
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
