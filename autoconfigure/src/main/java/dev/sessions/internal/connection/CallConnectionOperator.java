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
import java.net.InetSocketAddress;
import java.nio.file.Path;

import dev.sessions.internal.call.BoundedCall;
import dev.sessions.internal.proxy.SocksProxies;
import dev.sessions.internal.proxy.SocksRoute;
import dev.sessions.internal.socket.ChannelSockets;
import dev.sessions.internal.tls.Tls;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, by way of a SOCKS proxy if there is one. Host name lookups are
 * bounded by the connect timeout and by the call. As HttpClient's resolvers do not know
 * the call of a lookup, each connection is opened by its own operator and resolver, which
 * are cheap compared with a connection. Thread-safe.
 */
final class CallConnectionOperator extends DefaultHttpClientConnectionOperator {

	private final LookUps lookUps;

	private final @Nullable SocksProxies socks;

	private final Lookup<TlsSocketStrategy> tls;

	private final ConnectTimings timings;

	/**
	 * Create an operator.
	 * @param dns the resolver of host names
	 * @param socks the SOCKS proxies, or {@code null} if there are none
	 * @param tls the TLS strategies by scheme
	 * @param timings the timing of new connections
	 */
	CallConnectionOperator(DnsResolver dns, @Nullable SocksProxies socks, Lookup<TlsSocketStrategy> tls,
			ConnectTimings timings) {
		super(ChannelSockets.INSTANCE, null, dns, tls);
		this.lookUps = new LookUps(dns);
		this.socks = socks;
		this.tls = tls;
		this.timings = timings;
	}

	@Override
	public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
			@Nullable Path unixDomainSocket, @Nullable InetSocketAddress localAddress, @Nullable Timeout connectTimeout,
			SocketConfig socketConfig, @Nullable Object attachment, HttpContext context) throws IOException {
		BoundedCall call = (context instanceof BoundedCall bounded) ? bounded : null;
		boolean opened = false;
		try {
			operator(host, this.lookUps.of(call, connectTimeout)).connect(connection, host, name, unixDomainSocket,
					localAddress, connectTimeout, socketConfig, attachment, context);
			opened = true;
		}
		catch (LookUps.GivenUpException ex) {
			throw ex.reason();
		}
		finally {
			if (!opened) {
				this.timings.connected(context, false);
			}
		}
		this.timings.opened(connection, context);
	}

	private SocketOperator operator(HttpHost host, DnsResolver dns) throws IOException {
		SocksRoute route = (this.socks != null) ? this.socks.route(host, dns) : null;
		return (route != null) ? new SocketOperator(route.sockets(), route.dns())
				: new SocketOperator(ChannelSockets.INSTANCE, dns);
	}

	/**
	 * Opens one connection, with the connect timeout applied to each address of its host.
	 */
	private final class SocketOperator extends DefaultHttpClientConnectionOperator {

		SocketOperator(DetachedSocketFactory sockets, DnsResolver dns) {
			super(sockets, null, dns, CallConnectionOperator.this.tls);
		}

		@Override
		protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
			Tls.connecting(context);
			CallConnectionOperator.this.timings.connecting(context);
		}

		@Override
		protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
			CallConnectionOperator.this.timings.connected(context, true);
		}

	}

}
