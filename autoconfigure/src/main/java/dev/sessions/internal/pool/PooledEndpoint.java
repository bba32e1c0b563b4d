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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.ConnPoolSupport;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.Identifiable;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HttpClient's view of a lease: both the request for a connection and the leased
 * connection. One object for both saves an allocation for each call.
 */
final class PooledEndpoint extends ConnectionEndpoint implements LeaseRequest, Identifiable {

	@SuppressWarnings("rawtypes") // a class literal knows no type arguments
	private static final AtomicReferenceFieldUpdater<PooledEndpoint, PoolEntry> entryUpdater = AtomicReferenceFieldUpdater
		.newUpdater(PooledEndpoint.class, PoolEntry.class, "entry");

	private final Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease;

	private final Timeout readTimeout;

	private volatile @Nullable PoolEntry<HttpRoute, ManagedHttpClientConnection> entry;

	private boolean granted;

	/**
	 * The socket timeout that was set last. It is reset when the connection is released.
	 */
	private Timeout socketTimeout;

	PooledEndpoint(Future<PoolEntry<HttpRoute, ManagedHttpClientConnection>> lease, Timeout readTimeout) {
		this.lease = lease;
		this.readTimeout = readTimeout;
		this.socketTimeout = readTimeout;
	}

	@Override
	public ConnectionEndpoint get(Timeout timeout) throws InterruptedException, ExecutionException, TimeoutException {
		if (!this.granted) {
			this.entry = this.lease.get(timeout.getDuration(), timeout.getTimeUnit());
			this.granted = true;
		}
		return this;
	}

	@Override
	public boolean cancel() {
		return this.lease.cancel(true);
	}

	/**
	 * The pool entry, until it is released.
	 */
	PoolEntry<HttpRoute, ManagedHttpClientConnection> entry() {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> leased = this.entry;
		if (leased == null) {
			throw new ConnectionShutdownException();
		}
		return leased;
	}

	/**
	 * Whether the entry was given up, by this or another thread.
	 */
	boolean isReleased() {
		return this.entry == null;
	}

	/**
	 * Give up the entry.
	 * @return the entry, or {@code null} if it was given up before
	 */
	@SuppressWarnings("unchecked")
	@Nullable PoolEntry<HttpRoute, ManagedHttpClientConnection> detach() {
		return entryUpdater.getAndSet(this, null);
	}

	/**
	 * The connection, which must be open.
	 */
	ManagedHttpClientConnection connection() {
		ManagedHttpClientConnection connection = entry().getConnection();
		if (connection == null || !connection.isOpen()) {
			throw new ConnectionShutdownException();
		}
		return connection;
	}

	@Override
	public boolean isConnected() {
		ManagedHttpClientConnection connection = entry().getConnection();
		return connection != null && connection.isOpen();
	}

	/**
	 * Sets the socket timeout if it differs. HttpClient calls this before each exchange,
	 * mostly with the same value.
	 */
	@Override
	public void setSocketTimeout(Timeout timeout) {
		ManagedHttpClientConnection connection = connection();
		if (!timeout.equals(this.socketTimeout)) {
			connection.setSocketTimeout(timeout);
			this.socketTimeout = timeout;
		}
	}

	/**
	 * Set the read timeout after the connection was opened or secured, which sets other
	 * timeouts.
	 * @throws ConnectionShutdownException if the connection was released meanwhile
	 */
	void opened() {
		connection().setSocketTimeout(this.readTimeout);
		this.socketTimeout = this.readTimeout;
	}

	/**
	 * Restore the read timeout before the connection is released.
	 */
	void restore(ManagedHttpClientConnection connection) {
		if (!this.socketTimeout.equals(this.readTimeout)) {
			connection.setSocketTimeout(this.readTimeout);
		}
	}

	@Override
	@SuppressWarnings("deprecation") // the class has no other abstract method for it
	public ClassicHttpResponse execute(String id, ClassicHttpRequest request, HttpRequestExecutor executor,
			HttpContext context) throws IOException, HttpException {
		return executor.execute(request, connection(), context);
	}

	@Override
	public ClassicHttpResponse execute(String id, ClassicHttpRequest request, RequestExecutor executor,
			HttpContext context) throws IOException, HttpException {
		return executor.execute(request, connection(), context);
	}

	@Override
	public @Nullable EndpointInfo getInfo() {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> leased = this.entry;
		ManagedHttpClientConnection connection = (leased != null) ? leased.getConnection() : null;
		return (connection != null && connection.isOpen())
				? new EndpointInfo(connection.getProtocolVersion(), connection.getSSLSession()) : null;
	}

	@Override
	public void close() {
		close(CloseMode.GRACEFUL);
	}

	@Override
	public void close(CloseMode mode) {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> leased = this.entry;
		if (leased != null) {
			leased.discardConnection(mode);
		}
	}

	@Override
	public String getId() {
		PoolEntry<HttpRoute, ManagedHttpClientConnection> leased = this.entry;
		ManagedHttpClientConnection connection = (leased != null) ? leased.getConnection() : null;
		return (connection != null) ? ConnPoolSupport.getId(connection) : "no connection";
	}

}
