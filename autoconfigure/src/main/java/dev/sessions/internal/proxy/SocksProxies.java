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
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.sessions.settings.ProxyServer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The SOCKS proxies among those of a session, which are no part of HttpClient's routes.
 * Thread-safe.
 */
public final class SocksProxies {

	private final Proxies proxies;

	private final Supplier<@Nullable SocketImpl> implementations;

	private final Set<HttpHost> httpProxies;

	private SocksProxies(Proxies proxies, Supplier<@Nullable SocketImpl> implementations) {
		this.proxies = proxies;
		this.implementations = implementations;
		this.httpProxies = proxies.servers()
			.stream()
			.filter((server) -> !server.scheme().isSocks())
			.map(ProxyServer::httpHost)
			.collect(Collectors.toSet());
	}

	/**
	 * Return the SOCKS proxies of a session.
	 * @param proxies its proxies, or {@code null} if there are none
	 * @param implementations the supplier of the implementation of a socket to a proxy,
	 * or of {@code null} for the JVM's or the application's default
	 * @return the SOCKS proxies, or {@code null} if there are none
	 */
	public static @Nullable SocksProxies of(@Nullable Proxies proxies, Supplier<@Nullable SocketImpl> implementations) {
		return (proxies != null && proxies.useSocks()) ? new SocksProxies(proxies, implementations) : null;
	}

	/**
	 * Return the SOCKS route to a host.
	 * @param host the host: a target, or an http proxy
	 * @param dns the resolver for this connection
	 * @return the route through its proxy, or {@code null} if it uses no SOCKS proxy
	 * @throws IOException if the proxy's host is unknown
	 */
	public @Nullable SocksRoute route(HttpHost host, DnsResolver dns) throws IOException {
		ProxyServer server = this.httpProxies.contains(host) ? null : this.proxies.forTarget(host);
		if (server == null || !server.scheme().isSocks()) {
			return null;
		}
		InetSocketAddress address = addressOf(server, dns);
		return new SocksRoute((socksProxy) -> new SocksSocket(server, address, this.implementations.get()),
				(server.scheme() == ProxyServer.Scheme.SOCKS5H) ? RemoteDns.INSTANCE : dns);
	}

	/**
	 * Resolves the name of a proxy like that of any other host.
	 */
	private static InetSocketAddress addressOf(ProxyServer server, DnsResolver dns) throws IOException {
		try {
			return dns.resolve(server.host(), server.port()).get(0);
		}
		catch (UnknownHostException ex) {
			if (ex.getCause() instanceof IOException) {
				// an abandoned lookup, with its reason
				throw ex;
			}
			throw new SocksException("is unknown", false, ex);
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
