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
import java.util.function.Function;

import dev.sessions.internal.call.BoundedCall;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections whose look-ups end in time, and with the call that needs them. A
 * resolver of HttpClient does not know for which call it looks a name up, so each
 * connection is opened by an operator with a resolver of its own, which is little beside
 * a connection. Thread-safe.
 */
final class CallConnectionOperator implements HttpClientConnectionOperator {

	private final LookUps lookUps;

	private final Function<DnsResolver, HttpClientConnectionOperator> operators;

	private final HttpClientConnectionOperator forUpgrades;

	/**
	 * Create an operator.
	 * @param dns looks names up
	 * @param operators makes what opens connections with a resolver
	 */
	CallConnectionOperator(DnsResolver dns, Function<DnsResolver, HttpClientConnectionOperator> operators) {
		this.lookUps = new LookUps(dns);
		this.operators = operators;
		this.forUpgrades = operators.apply(dns);
	}

	@Override
	public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
			@Nullable Path unixDomainSocket, @Nullable InetSocketAddress localAddress, @Nullable Timeout connectTimeout,
			SocketConfig socketConfig, @Nullable Object attachment, HttpContext context) throws IOException {
		BoundedCall call = (context instanceof BoundedCall bounded) ? bounded : null;
		HttpClientConnectionOperator operator = this.operators.apply(this.lookUps.of(call, connectTimeout));
		try {
			operator.connect(connection, host, name, unixDomainSocket, localAddress, connectTimeout, socketConfig,
					attachment, context);
		}
		catch (LookUps.GivenUpException ex) {
			throw ex.reason();
		}
	}

	@Override
	public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable InetSocketAddress localAddress,
			@Nullable TimeValue connectTimeout, SocketConfig socketConfig, HttpContext context) throws IOException {
		connect(connection, host, null, null, localAddress,
				(connectTimeout != null) ? Timeout.of(connectTimeout.toDuration()) : null, socketConfig, null, context);
	}

	@Override
	public void upgrade(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
			@Nullable Object attachment, HttpContext context) throws IOException {
		this.forUpgrades.upgrade(connection, host, name, attachment, context);
	}

	@Override
	public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) throws IOException {
		this.forUpgrades.upgrade(connection, host, context);
	}

}
