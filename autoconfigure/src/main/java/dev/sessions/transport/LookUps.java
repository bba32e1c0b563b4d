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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up for calls that end in time. What the system does to find a name can
 * neither be bounded nor interrupted, so another thread does it, and the call only waits.
 * All who ask for the same name meanwhile wait for the same look-up, so that a name
 * server that hangs holds one thread for each name, however often it is asked for. A
 * thread ends with its look-up: one is started for a new connection only, and none is
 * left when the sessions are closed.
 */
final class LookUps {

	private final DnsResolver resolver;

	private final ConcurrentMap<String, CompletableFuture<List<InetSocketAddress>>> running = new ConcurrentHashMap<>();

	private final Executor threads;

	LookUps(DnsResolver resolver) {
		this(resolver, (task) -> DaemonThread.start("sessions-dns", task));
	}

	LookUps(DnsResolver resolver, Executor threads) {
		this.resolver = resolver;
		this.threads = threads;
	}

	/**
	 * A resolver for one connection.
	 * @param call the call that needs it
	 * @param timeout how long a look-up may take, or {@code null} for as long as the call
	 * may
	 * @return the resolver
	 */
	DnsResolver of(BoundedCall call, @Nullable Timeout timeout) {
		return new OfCall(call, timeout);
	}

	private CompletableFuture<List<InetSocketAddress>> lookUp(String host, int port) {
		String key = host + ":" + port;
		CompletableFuture<List<InetSocketAddress>> mine = new CompletableFuture<>();
		CompletableFuture<List<InetSocketAddress>> others = this.running.putIfAbsent(key, mine);
		if (others != null) {
			return others;
		}
		try {
			this.threads.execute(() -> lookUp(host, port, key, mine));
		}
		catch (RuntimeException | Error ex) {
			// or all who ask for this name would wait for nobody from now on
			this.running.remove(key, mine);
			mine.completeExceptionally(ex);
		}
		return mine;
	}

	/**
	 * Once an answer is there, whoever asks looks up anew.
	 */
	private void lookUp(String host, int port, String key, CompletableFuture<List<InetSocketAddress>> mine) {
		try {
			List<InetSocketAddress> answer = this.resolver.resolve(host, port);
			this.running.remove(key, mine);
			mine.complete(answer);
		}
		catch (Throwable ex) {
			this.running.remove(key, mine);
			mine.completeExceptionally(ex);
		}
	}

	/**
	 * What came of a look-up that has ended. Those who waited for it share its exception.
	 */
	private static List<InetSocketAddress> answer(CompletableFuture<List<InetSocketAddress>> lookUp)
			throws UnknownHostException {
		try {
			return lookUp.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof UnknownHostException unknown) {
				throw unknown;
			}
			throw ex;
		}
	}

	/**
	 * Does the look-ups of one connection.
	 */
	private final class OfCall implements DnsResolver {

		private final BoundedCall call;

		private final @Nullable Timeout timeout;

		OfCall(BoundedCall call, @Nullable Timeout timeout) {
			this.call = call;
			this.timeout = timeout;
		}

		@Override
		public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
			if (InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host)) {
				return LookUps.this.resolver.resolve(host, port);
			}
			CompletableFuture<List<InetSocketAddress>> lookUp = lookUp(host, port);
			try {
				if (!this.call.awaitAddress(lookUp, nanos(), "the address of " + host)) {
					throw new GivenUpException(new LookUpTimeoutException(host));
				}
			}
			catch (InterruptedIOException ex) {
				throw new GivenUpException(ex);
			}
			return answer(lookUp);
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
	 * Carries out of a resolver what that may not throw.
	 */
	static final class GivenUpException extends UnknownHostException {

		private static final long serialVersionUID = 1L;

		private final IOException reason;

		GivenUpException(IOException reason) {
			super(reason.getMessage());
			this.reason = reason;
		}

		IOException reason() {
			return this.reason;
		}

	}

}
