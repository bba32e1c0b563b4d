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
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.internal.call.BoundedCall;
import dev.sessions.internal.net.HostName;
import dev.sessions.internal.net.LookUpTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The host name lookups for the connections of one pool. A system lookup can be neither
 * bounded nor interrupted, so it runs in another thread while the call waits. Concurrent
 * calls for the same name share a lookup, so a hanging name server occupies one thread
 * for each name, within the limits of {@link LookUpThreads}. A thread ends when there are
 * no more lookups: threads are started only for new connections, and none is left when
 * the sessions are closed. All state except the resolvers is guarded by
 * {@link LookUpThreads}.
 */
final class LookUps {

	private static final int MAX_KNOWN = 256;

	private final DnsResolver resolver;

	private final LookUpThreads threads;

	private final Map<String, LookUp> present = new HashMap<>();

	private final Known known = new Known();

	private int running;

	LookUps(DnsResolver resolver) {
		this(resolver, LookUpThreads.SHARED);
	}

	LookUps(DnsResolver resolver, LookUpThreads threads) {
		this.resolver = resolver;
		this.threads = threads;
	}

	/**
	 * Create the resolver of one connection.
	 * @param call the call, or {@code null} for none
	 * @param timeout the timeout of a lookup, or {@code null} if only the call bounds it
	 * @return the resolver
	 */
	DnsResolver of(@Nullable BoundedCall call, @Nullable Timeout timeout) {
		return new OfCall(call, timeout);
	}

	DnsResolver resolver() {
		return this.resolver;
	}

	/**
	 * Find the current lookup of a host name, or create one.
	 */
	LookUp find(String host, int port) {
		return this.present.computeIfAbsent(host + ":" + port, (key) -> new LookUp(this, host, port));
	}

	void forget(LookUp lookUp) {
		this.present.remove(lookUp.host() + ":" + lookUp.port(), lookUp);
	}

	void begun() {
		this.running++;
	}

	void ended(LookUp lookUp) {
		this.running--;
		forget(lookUp);
		if (lookUp.hasAnswer()) {
			this.known.put(lookUp.host(), Boolean.TRUE);
		}
	}

	/**
	 * The number of running lookups.
	 */
	int running() {
		return this.running;
	}

	/**
	 * Whether a host name has been resolved before.
	 */
	boolean isKnown(String host) {
		return this.known.containsKey(host);
	}

	/**
	 * The resolver of one connection.
	 */
	private final class OfCall implements DnsResolver {

		private final @Nullable BoundedCall call;

		private final @Nullable Timeout timeout;

		OfCall(@Nullable BoundedCall call, @Nullable Timeout timeout) {
			this.call = call;
			this.timeout = timeout;
		}

		@Override
		public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
			if (InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host)) {
				return LookUps.this.resolver.resolve(host, port);
			}
			// HttpClient passes an internationalized name in Unicode
			LookUp lookUp = LookUps.this.threads.join(LookUps.this, HostName.of(host), port);
			boolean begun = true;
			try {
				await(lookUp);
			}
			catch (InterruptedIOException ex) {
				throw new GivenUpException(ex);
			}
			finally {
				begun = LookUps.this.threads.leave(lookUp);
			}
			if (!lookUp.isDone()) {
				throw new GivenUpException(new LookUpTimeoutException(host, begun));
			}
			return lookUp.answer();
		}

		private void await(LookUp lookUp) throws InterruptedIOException {
			long nanos = nanos();
			String description = "the address of " + lookUp.host();
			if (this.call != null) {
				this.call.waits().awaitAddress(lookUp::isDone, nanos, description);
				return;
			}
			long end = System.nanoTime() + nanos;
			for (long left = nanos; left > 0 && !lookUp.isDone(); left = end - System.nanoTime()) {
				LockSupport.parkNanos(lookUp, left);
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedIOException("interrupted while waiting for " + description);
				}
			}
		}

		private long nanos() {
			return (this.timeout != null && this.timeout.isEnabled()) ? this.timeout.toNanoseconds() : Long.MAX_VALUE;
		}

		@Override
		public InetAddress @Nullable [] resolve(String host) throws UnknownHostException {
			return LookUps.this.resolver.resolve(host);
		}

		@Override
		public String resolveCanonicalHostname(String host) throws UnknownHostException {
			return LookUps.this.resolver.resolveCanonicalHostname(host);
		}

	}

	/**
	 * Wraps an exception that a resolver must not throw.
	 */
	static final class GivenUpException extends UnknownHostException {

		private static final long serialVersionUID = 1L;

		private final IOException reason;

		GivenUpException(IOException reason) {
			super(reason.getMessage());
			initCause(reason);
			this.reason = reason;
		}

		IOException reason() {
			return this.reason;
		}

	}

	/**
	 * The most recently resolved host names.
	 */
	private static final class Known extends LinkedHashMap<String, Boolean> {

		private static final long serialVersionUID = 1L;

		Known() {
			super(16, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MAX_KNOWN;
		}

	}

}
