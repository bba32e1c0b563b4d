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

package dev.sessions.internal.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.sessions.settings.ProxyServer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
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
 * Opens connections through a SOCKS proxy for targets that use one. Thread-safe.
 */
public final class SocksConnectionOperator extends DefaultHttpClientConnectionOperator {

	private final Proxies proxies;

	private final Consumer<HttpContext> beforeConnect;

	private final Consumer<HttpContext> afterConnect;

	private final Supplier<@Nullable SocketImpl> implementations;

	private final DnsResolver dns;

	private final Lookup<TlsSocketStrategy> tls;

	private final Set<HttpHost> httpProxies = new HashSet<>();

	/**
	 * Create an operator.
	 * @param proxies the proxies
	 * @param dns resolves names, or {@code null} for the system's
	 * @param tls the TLS by scheme
	 * @param beforeConnect called before a connection is opened
	 * @param afterConnect called when the socket is connected, through the proxy
	 * @param sockets creates the sockets of other connections
	 * @param implementations creates the implementation of a socket to a SOCKS proxy, or
	 * returns {@code null} for the JVM's or the application's default
	 */
	public SocksConnectionOperator(Proxies proxies, @Nullable DnsResolver dns, Lookup<TlsSocketStrategy> tls,
			Consumer<HttpContext> beforeConnect, Consumer<HttpContext> afterConnect, DetachedSocketFactory sockets,
			Supplier<@Nullable SocketImpl> implementations) {
		super(sockets, null, dns, tls);
		this.proxies = proxies;
		this.beforeConnect = beforeConnect;
		this.afterConnect = afterConnect;
		this.implementations = implementations;
		this.dns = (dns != null) ? dns : SystemDefaultDnsResolver.INSTANCE;
		this.tls = tls;
		for (ProxyServer server : proxies.servers()) {
			if (!server.scheme().isSocks()) {
				this.httpProxies.add(server.httpHost());
			}
		}
	}

	@Override
	public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
			@Nullable Path unixDomainSocket, @Nullable InetSocketAddress localAddress, @Nullable Timeout connectTimeout,
			SocketConfig socketConfig, @Nullable Object attachment, HttpContext context) throws IOException {
		ProxyServer server = this.httpProxies.contains(host) ? null : this.proxies.forTarget(host);
		if (server != null && server.scheme().isSocks()) {
			new ProxiedOperator(server, addressOf(server)).connect(connection, host, name, unixDomainSocket,
					localAddress, connectTimeout, socketConfig, attachment, context);
		}
		else {
			super.connect(connection, host, name, unixDomainSocket, localAddress, connectTimeout, socketConfig,
					attachment, context);
		}
	}

	/**
	 * The name of a proxy is resolved like that of any other host.
	 */
	private InetSocketAddress addressOf(ProxyServer server) throws IOException {
		try {
			return this.dns.resolve(server.host(), server.port()).get(0);
		}
		catch (UnknownHostException ex) {
			if (ex.getCause() instanceof IOException) {
				// a look-up that was abandoned, with its reason
				throw ex;
			}
			throw new SocksException("is unknown", false, ex);
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
	 * Opens connections through one proxy.
	 */
	private final class ProxiedOperator extends DefaultHttpClientConnectionOperator {

		ProxiedOperator(ProxyServer server, InetSocketAddress address) {
			super((socksProxy) -> new SocksSocket(server, address, SocksConnectionOperator.this.implementations.get()),
					null, (server.scheme() == ProxyServer.Scheme.SOCKS5H) ? RemoteDns.INSTANCE
							: SocksConnectionOperator.this.dns,
					SocksConnectionOperator.this.tls);
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
	 * Leaves names unresolved, for the proxy to resolve.
	 */
	private static final class RemoteDns implements DnsResolver {

		static final RemoteDns INSTANCE = new RemoteDns();

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
