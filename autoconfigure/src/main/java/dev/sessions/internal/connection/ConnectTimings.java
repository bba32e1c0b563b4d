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
import java.util.List;
import java.util.function.Supplier;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.call.TransportListener.TimedStep;
import dev.sessions.internal.concurrent.Step;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Reports the durations of the steps of opening a connection to the listener of a
 * transport: host name lookup, connect and TLS handshake.
 */
public final class ConnectTimings {

	/**
	 * The context attribute with the time at which the current connect began.
	 */
	private static final String BEGUN = ConnectTimings.class.getName() + ".begun";

	private final DnsResolver dns;

	private final Supplier<TransportListener> listener;

	/**
	 * Create timings.
	 * @param dns the resolver of host names
	 * @param listener the supplier of the current listener
	 */
	public ConnectTimings(DnsResolver dns, Supplier<TransportListener> listener) {
		this.dns = dns;
		this.listener = listener;
	}

	DnsResolver dns() {
		return new WatchedDns();
	}

	Supplier<TransportListener> listener() {
		return this.listener;
	}

	TlsSocketStrategy tls(TlsSocketStrategy tls) {
		return (socket, host, port, attachment,
				context) -> timed(() -> tls.upgrade(socket, host, port, attachment, context), TimedStep.HANDSHAKE);
	}

	/**
	 * Records the start of a socket connect.
	 * @param context the context of the call that opens the connection
	 */
	void connecting(HttpContext context) {
		if (this.listener.get() != TransportListener.NONE) {
			context.setAttribute(BEGUN, System.nanoTime());
		}
	}

	/**
	 * Reports the end of a socket connect. Does nothing if none has begun, as may be the
	 * case when opening the connection failed.
	 * @param context the same context
	 * @param success whether the socket is connected
	 */
	void connected(HttpContext context, boolean success) {
		if (context.removeAttribute(BEGUN) instanceof Long begun) {
			this.listener.get().timed(TimedStep.CONNECT, System.nanoTime() - begun, success);
		}
	}

	/**
	 * Reports an opened connection.
	 * @param connection the connection
	 * @param context the same context
	 */
	void opened(HttpConnection connection, HttpContext context) {
		if (context instanceof ExchangeContext call) {
			call.open();
		}
		this.listener.get().opened(connection);
	}

	private <T, E extends IOException> T timed(Step<T, E> step, TimedStep what) throws E {
		TransportListener listening = this.listener.get();
		if (listening == TransportListener.NONE) {
			return step.run();
		}
		long begun = System.nanoTime();
		boolean success = false;
		try {
			T result = step.run();
			success = true;
			return result;
		}
		finally {
			listening.timed(what, System.nanoTime() - begun, success);
		}
	}

	/**
	 * Resolves host names and reports the durations.
	 */
	private final class WatchedDns implements DnsResolver {

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			return timed(() -> ConnectTimings.this.dns.resolve(host), TimedStep.LOOK_UP);
		}

		@Override
		public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
			return timed(() -> ConnectTimings.this.dns.resolve(host, port), TimedStep.LOOK_UP);
		}

		@Override
		public String resolveCanonicalHostname(String host) throws UnknownHostException {
			return ConnectTimings.this.dns.resolveCanonicalHostname(host);
		}

	}

}
