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

import java.time.Duration;

import dev.sessions.egress.AddressRule;
import dev.sessions.egress.CheckedDnsResolver;
import dev.sessions.egress.EgressSettings;
import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.pool.FairConnPool;
import dev.sessions.pool.PoolLimits;
import dev.sessions.pool.PooledConnections;
import dev.sessions.proxy.Proxies;
import dev.sessions.proxy.SocksConnectionOperator;
import dev.sessions.socket.ChannelSockets;
import dev.sessions.socket.StaleCheck;
import dev.sessions.tls.Tls;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes HttpClient's connection pool from settings.
 */
final class ConnectionPool {

	/**
	 * HttpCore's own 32 KB, twice for each connection, are more than a JSON API fills.
	 */
	private static final int BUFFER_SIZE = 8 * 1024;

	/**
	 * HttpCore counts what ends a line, too.
	 */
	private static final int LINE_END = 2;

	private ConnectionPool() {
	}

	static PooledConnections create(TransportSettings settings, @Nullable Proxies proxies, Tls tls, Opening opening) {
		PoolSettings pool = settings.pool();
		TimeoutSettings timeout = settings.timeout();
		Integer perRoute = pool.maxConnectionsPerRoute();
		PoolLimits limits = new PoolLimits(pool.maxConnections(), (perRoute != null) ? perRoute : pool.maxConnections(),
				pool.maxLifetime(), pool.maxIdleTime(), pool.validateAfterInactivity());
		return new PooledConnections(new FairConnPool(limits, StaleCheck::isUsable, opening.listener()),
				connectionFactory(settings.limits()),
				operator(proxies, tls, resolver(settings.egress(), proxies, opening.dns()), opening),
				timeout(timeout.connect()), timeout(timeout.read()));
	}

	/**
	 * What opens connections in time, look-ups included, and by way of a SOCKS proxy
	 * where there is one.
	 */
	private static HttpClientConnectionOperator operator(@Nullable Proxies proxies, Tls tls, DnsResolver dns,
			Opening opening) {
		Lookup<TlsSocketStrategy> lookup = RegistryBuilder.<TlsSocketStrategy>create()
			.register(URIScheme.HTTPS.id, opening.tls(tls))
			.build();
		return opening.operator(new CallConnectionOperator(dns, (resolver) -> (proxies != null && proxies.useSocks())
				? new SocksConnectionOperator(proxies, resolver, lookup, (context) -> connecting(context, opening),
						opening::connected, ChannelSockets.INSTANCE, ChannelSockets::implementation)
				: new ConnectionOperator(resolver, lookup, opening)));
	}

	private static void connecting(HttpContext context, Opening opening) {
		Tls.connecting(context);
		opening.connecting(context);
	}

	private static DnsResolver resolver(EgressSettings egress, @Nullable Proxies proxies, DnsResolver dns) {
		AddressRule rule = AddressRule.of(egress);
		return (rule != null)
				? new CheckedDnsResolver(dns, rule, (host, port) -> proxies != null && proxies.contain(host, port))
				: dns;
	}

	private static ManagedHttpClientConnectionFactory connectionFactory(LimitSettings limits) {
		int maxLineLength = (int) limits.maxLineLength().toBytes();
		Http1Config http1Config = Http1Config.custom()
			.setBufferSize(BUFFER_SIZE)
			.setMaxHeaderCount(limits.maxHeaderCount())
			.setMaxLineLength(maxLineLength)
			.build();
		return ManagedHttpClientConnectionFactory.builder()
			.http1Config(Http1Config.copy(http1Config).setMaxLineLength(maxLineLength + LINE_END).build())
			.requestWriterFactory(RequestHeadWriter::new)
			.responseParserFactory(new ResponseHeadParserFactory(http1Config))
			.build();
	}

	static Timeout timeout(Duration duration) {
		return Timeout.of(duration);
	}

	/**
	 * Opens connections, each address of a host in its own time.
	 */
	private static final class ConnectionOperator extends DefaultHttpClientConnectionOperator {

		private final Opening opening;

		ConnectionOperator(DnsResolver dns, Lookup<TlsSocketStrategy> tls, Opening opening) {
			super(ChannelSockets.INSTANCE, null, dns, tls);
			this.opening = opening;
		}

		@Override
		protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
			connecting(context, this.opening);
		}

		@Override
		protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
			this.opening.connected(context);
		}

	}

}
