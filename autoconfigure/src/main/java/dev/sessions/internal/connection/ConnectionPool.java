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

import dev.sessions.internal.egress.AddressRule;
import dev.sessions.internal.egress.CheckedDnsResolver;
import dev.sessions.internal.pool.FairConnPool;
import dev.sessions.internal.pool.PoolLimits;
import dev.sessions.internal.pool.PooledConnections;
import dev.sessions.internal.proxy.Proxies;
import dev.sessions.internal.proxy.SocksProxies;
import dev.sessions.internal.socket.ChannelSockets;
import dev.sessions.internal.socket.IdleConnectionCheck;
import dev.sessions.internal.tls.Tls;
import dev.sessions.settings.EgressSettings;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Creates a connection pool and its connection manager from settings.
 */
public final class ConnectionPool {

	private ConnectionPool() {
	}

	public static FairConnPool create(PoolSettings pool, ConnectTimings timings) {
		Integer perRoute = pool.maxConnectionsPerRoute();
		PoolLimits limits = new PoolLimits(pool.maxConnections(), (perRoute != null) ? perRoute : pool.maxConnections(),
				pool.maxLifetime(), pool.maxIdleTime(), pool.validateAfterInactivity());
		return new FairConnPool(limits, (connection, idleForLong) -> IdleConnectionCheck.isUsable(connection)
				&& (!idleForLong || IdleConnectionCheck.staysUsable(connection)), timings.listener());
	}

	/**
	 * Create the connection manager of a pool.
	 * @param pool the pool
	 * @param settings the settings of the connections
	 * @param proxies the proxies, or {@code null} if there are none
	 * @param tls the TLS of the connections
	 * @param timings the timing of new connections
	 * @param opened the callback after each opened connection
	 * @return the connection manager
	 */
	public static PooledConnections connections(FairConnPool pool, TransportSettings settings,
			@Nullable Proxies proxies, Tls tls, ConnectTimings timings, Runnable opened) {
		TimeoutSettings timeout = settings.timeout();
		Lookup<TlsSocketStrategy> lookup = RegistryBuilder.<TlsSocketStrategy>create()
			.register(URIScheme.HTTPS.id, timings.tls(tls))
			.build();
		return new PooledConnections(pool, new WireConnectionFactory(settings.limits()),
				new CallConnectionOperator(resolver(settings.egress(), proxies, timings.dns()),
						SocksProxies.of(proxies, ChannelSockets::implementation), lookup, timings),
				Timeout.of(timeout.connect()), Timeout.of(timeout.read()), opened);
	}

	private static DnsResolver resolver(EgressSettings egress, @Nullable Proxies proxies, DnsResolver dns) {
		AddressRule rule = AddressRule.of(egress);
		return (rule != null)
				? new CheckedDnsResolver(dns, rule, (host, port) -> proxies != null && proxies.contain(host, port))
				: dns;
	}

}
