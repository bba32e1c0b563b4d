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

package dev.sessions.internal.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocket;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.TransportListener;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener of a transport, if there is one by then, how long it takes to open a
 * connection: the look-up of the name, the connecting, the handshake.
 */
public final class ConnectTimings {

	/**
	 * Where a context has the time at which the present socket began to connect.
	 */
	private static final String BEGUN = ConnectTimings.class.getName() + ".begun";

	private final DnsResolver dns;

	private final Supplier<@Nullable TransportListener> listener;

	/**
	 * How connections are opened.
	 * @param dns what names are looked up with
	 * @param listener gives the listener, or {@code null} while there is none
	 */
	public ConnectTimings(DnsResolver dns, Supplier<@Nullable TransportListener> listener) {
		this.dns = dns;
		this.listener = listener;
	}

	DnsResolver dns() {
		return new WatchedDns();
	}

	Supplier<@Nullable TransportListener> listener() {
		return this.listener;
	}

	TlsSocketStrategy tls(TlsSocketStrategy tls) {
		return (socket, host, port, attachment,
				context) -> secure(() -> tls.upgrade(socket, host, port, attachment, context));
	}

	HttpClientConnectionOperator operator(HttpClientConnectionOperator operator) {
		return new WatchedOperator(operator);
	}

	/**
	 * A socket begins to connect.
	 * @param context the context of the call that opens the connection
	 */
	void connecting(HttpContext context) {
		if (this.listener.get() != null) {
			context.setAttribute(BEGUN, System.nanoTime());
		}
	}

	/**
	 * A socket is connected.
	 * @param context the same context
	 */
	void connected(HttpContext context) {
		connected(context, true);
	}

	private void connected(HttpContext context, boolean success) {
		TransportListener listening = this.listener.get();
		if (listening != null && context.removeAttribute(BEGUN) instanceof Long begun) {
			listening.connected(System.nanoTime() - begun, success);
		}
	}

	private SSLSocket secure(Handshake handshake) throws IOException {
		TransportListener listening = this.listener.get();
		if (listening == null) {
			return handshake.run();
		}
		long begun = System.nanoTime();
		boolean success = false;
		try {
			SSLSocket secured = handshake.run();
			success = true;
			return secured;
		}
		finally {
			listening.secured(System.nanoTime() - begun, success);
		}
	}

	private <T> T resolve(LookUp<T> lookUp) throws UnknownHostException {
		TransportListener listening = this.listener.get();
		if (listening == null) {
			return lookUp.run();
		}
		long begun = System.nanoTime();
		boolean success = false;
		try {
			T addresses = lookUp.run();
			success = true;
			return addresses;
		}
		finally {
			listening.resolved(System.nanoTime() - begun, success);
		}
	}

	/**
	 * A handshake.
	 */
	@FunctionalInterface
	private interface Handshake {

		SSLSocket run() throws IOException;

	}

	/**
	 * A look-up.
	 *
	 * @param <T> what is found
	 */
	@FunctionalInterface
	private interface LookUp<T> {

		T run() throws UnknownHostException;

	}

	/**
	 * Looks up names and tells of it.
	 */
	private final class WatchedDns implements DnsResolver {

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			return ConnectTimings.this.resolve(() -> ConnectTimings.this.dns.resolve(host));
		}

		@Override
		public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
			return ConnectTimings.this.resolve(() -> ConnectTimings.this.dns.resolve(host, port));
		}

		@Override
		public String resolveCanonicalHostname(String host) throws UnknownHostException {
			return ConnectTimings.this.dns.resolveCanonicalHostname(host);
		}

	}

	/**
	 * Opens connections and tells of it.
	 */
	private final class WatchedOperator implements HttpClientConnectionOperator {

		private final HttpClientConnectionOperator operator;

		WatchedOperator(HttpClientConnectionOperator operator) {
			this.operator = operator;
		}

		@Override
		public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
				@Nullable Path unixDomainSocket, @Nullable InetSocketAddress localAddress,
				@Nullable Timeout connectTimeout, SocketConfig socketConfig, @Nullable Object attachment,
				HttpContext context) throws IOException {
			try {
				this.operator.connect(connection, host, name, unixDomainSocket, localAddress, connectTimeout,
						socketConfig, attachment, context);
			}
			catch (IOException | RuntimeException ex) {
				// what was begun and did not end
				connected(context, false);
				throw ex;
			}
			if (context instanceof ExchangeContext call) {
				call.open();
			}
			TransportListener listening = ConnectTimings.this.listener.get();
			if (listening != null) {
				listening.opened(connection);
			}
		}

		@Override
		public void connect(ManagedHttpClientConnection connection, HttpHost host,
				@Nullable InetSocketAddress localAddress, @Nullable TimeValue connectTimeout, SocketConfig socketConfig,
				HttpContext context) throws IOException {
			connect(connection, host, null, null, localAddress,
					(connectTimeout != null) ? Timeout.of(connectTimeout.toDuration()) : null, socketConfig, null,
					context);
		}

		@Override
		public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context)
				throws IOException {
			this.operator.upgrade(connection, host, context);
		}

		@Override
		public void upgrade(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
				@Nullable Object attachment, HttpContext context) throws IOException {
			this.operator.upgrade(connection, host, name, attachment, context);
		}

	}

}
