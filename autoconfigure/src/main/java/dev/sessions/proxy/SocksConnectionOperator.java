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

package dev.sessions.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
 * Opens connections by way of a SOCKS proxy where that is the target's. Thread-safe.
 */
public final class SocksConnectionOperator extends DefaultHttpClientConnectionOperator {

	private final Proxies proxies;

	private final Consumer<HttpContext> beforeConnect;

	private final Consumer<HttpContext> afterConnect;

	private final Set<HttpHost> httpProxies = new HashSet<>();

	private final Map<ProxyServer, DefaultHttpClientConnectionOperator> operators = new HashMap<>();

	/**
	 * Create an operator.
	 * @param proxies the proxies
	 * @param dns resolves names, or {@code null} for the system's
	 * @param tls the TLS by scheme
	 * @param beforeConnect is told when a connection is begun
	 * @param afterConnect is told when the socket is connected, by way of the proxy
	 * @param sockets makes the sockets of other connections
	 * @param implementations makes what a socket is made of that speaks to a SOCKS proxy,
	 * or {@code null} for what the application has put in place of the JVM's
	 */
	public SocksConnectionOperator(Proxies proxies, @Nullable DnsResolver dns, Lookup<TlsSocketStrategy> tls,
			Consumer<HttpContext> beforeConnect, Consumer<HttpContext> afterConnect, DetachedSocketFactory sockets,
			Supplier<@Nullable SocketImpl> implementations) {
		super(sockets, null, dns, tls);
		this.proxies = proxies;
		this.beforeConnect = beforeConnect;
		this.afterConnect = afterConnect;
		for (ProxyServer server : proxies.servers()) {
			if (server.scheme().isSocks()) {
				DnsResolver used = (server.scheme() == ProxyServer.Scheme.SOCKS5H) ? new RemoteDns() : dns;
				this.operators.put(server, new ByProxy(server, implementations, used, tls));
			}
			else {
				this.httpProxies.add(server.httpHost());
			}
		}
	}

	@Override
	public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
			@Nullable Path unixDomainSocket, @Nullable InetSocketAddress localAddress, @Nullable Timeout connectTimeout,
			SocketConfig socketConfig, @Nullable Object attachment, HttpContext context) throws IOException {
		ProxyServer server = this.httpProxies.contains(host) ? null : this.proxies.forTarget(host);
		DefaultHttpClientConnectionOperator operator = (server != null) ? this.operators.get(server) : null;
		if (operator != null) {
			operator.connect(connection, host, name, unixDomainSocket, localAddress, connectTimeout, socketConfig,
					attachment, context);
		}
		else {
			super.connect(connection, host, name, unixDomainSocket, localAddress, connectTimeout, socketConfig,
					attachment, context);
		}
	}

	@Override
	protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
		this.beforeConnect.accept(context);
	}

	@Override
	protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
		this.afterConnect.accept(context);
	}

	/**
	 * Opens connections by way of one proxy.
	 */
	private final class ByProxy extends DefaultHttpClientConnectionOperator {

		ByProxy(ProxyServer server, Supplier<@Nullable SocketImpl> implementations, @Nullable DnsResolver dns,
				Lookup<TlsSocketStrategy> tls) {
			super((unused) -> new SocksSocket(server, implementations.get()), null, dns, tls);
		}

		@Override
		protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
			SocksConnectionOperator.this.beforeConnect.accept(context);
		}

		@Override
		protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
			SocksConnectionOperator.this.afterConnect.accept(context);
		}

	}

	/**
	 * Leaves names as they are, for the proxy to resolve.
	 */
	private static final class RemoteDns implements DnsResolver {

		@Override
		public InetAddress @Nullable [] resolve(String host) {
			return null;
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

		@Override
		public List<InetSocketAddress> resolve(String host, int port) {
			return List.of(InetSocketAddress.createUnresolved(host, port));
		}

	}

}
