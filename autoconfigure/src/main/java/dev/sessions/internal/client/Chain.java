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

package dev.sessions.internal.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;

import dev.sessions.internal.auth.AuthHandler;
import dev.sessions.internal.auth.SigningHandler;
import dev.sessions.internal.call.DeadlineHandler;
import dev.sessions.internal.call.LeaseHandler;
import dev.sessions.internal.call.LeaseWatch;
import dev.sessions.internal.call.LeaseWatchHandler;
import dev.sessions.internal.cookie.CookieHandler;
import dev.sessions.internal.cookie.NewerCookiesHandler;
import dev.sessions.internal.decoding.DecodingHandler;
import dev.sessions.internal.egress.EgressHandler;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.hook.RequestHookHandler;
import dev.sessions.internal.hook.ResponseHookHandler;
import dev.sessions.internal.proxy.ProxyRoutePlanner;
import dev.sessions.internal.redirect.RedirectHandler;
import dev.sessions.internal.redirect.RedirectRoute;
import dev.sessions.internal.resilience.ResilienceHandlers;
import dev.sessions.internal.retry.RetryHandler;
import dev.sessions.internal.tls.Tls;
import dev.sessions.internal.tls.TlsRenewalHandler;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/**
 * The handler chain of a client, outermost first: the deadline of the whole call,
 * decoding and size limit of the final response, and redirects; for each hop, its mount
 * and retries; for each attempt, the egress check, credentials, cookies and the
 * connection. {@code docs/architecture.md} lists all handlers, with the reason for the
 * position of each.
 */
final class Chain {

	/**
	 * The position below the redirects, where a hop may be delegated to another client.
	 */
	static final String MOUNTS = "mounts";

	private static final String RETRY = "retry";

	private static final String SIGNATURE = "signature";

	private static final String LEASE_WATCH = "lease watch";

	private static final String LEASE = "lease";

	private final Map<String, ExecChainHandler> handlers = new LinkedHashMap<>();

	private final @Nullable LeaseWatch leaseWatch;

	/**
	 * Creates the chain of a client.
	 * @param settings the settings
	 * @param parts the parts shared by the clients of the session
	 * @param mounts the handler that delegates hops to mounts, or {@code null} if there
	 * are none
	 * @param routePlanner the planner of the routes to redirect targets, or {@code null}
	 * if there are no proxies
	 * @param tls the TLS of the connections, or {@code null} if there are none
	 */
	Chain(TransportSettings settings, ClientParts parts, @Nullable MountHandler mounts,
			@Nullable ProxyRoutePlanner routePlanner, @Nullable Tls tls) {
		Hooks hooks = parts.hooks();
		Simulation simulation = parts.simulation();
		ResilienceHandlers resilience = ResilienceHandlers.of(settings.resilience(), parts.shared())
			.timedBy(parts.time());
		putUnlessNull("simulated calls", (simulation != null) ? simulation.calls() : null);
		this.handlers.put("deadline", new DeadlineHandler());
		putUnlessNull("shared store", settings.cookies().enabled() ? parts.requiredStore() : null);
		putUnlessNull("bulkhead", resilience.bulkhead());
		this.handlers.put("decoding", new DecodingHandler(settings.compression(), settings.limits()));
		if (hooks.request() != null) {
			this.handlers.put("request hooks", new RequestHookHandler(hooks.request()));
		}
		this.handlers.put("redirects", new RedirectHandler(settings.redirects(), redirectRoute(routePlanner)));
		putUnlessNull(MOUNTS, mounts);
		putHop(settings, resilience, parts);
		putExchanges((simulation != null) ? simulation.exchanges(settings) : null);
		this.leaseWatch = LeaseWatch.of(settings.pool(), parts.leakListener());
		if (this.leaseWatch != null) {
			this.handlers.put(LEASE_WATCH, new LeaseWatchHandler(this.leaseWatch));
		}
		if (tls != null && tls.isRenewable()) {
			this.handlers.put("renewal", new TlsRenewalHandler(tls));
		}
		this.handlers.put(LEASE, new LeaseHandler());
	}

	/**
	 * Adds the handlers of each hop and, from the retry handler on, of each attempt.
	 */
	private void putHop(TransportSettings settings, ResilienceHandlers resilience, ClientParts parts) {
		Hooks hooks = parts.hooks();
		if (hooks.response() != null) {
			this.handlers.put("response hooks", new ResponseHookHandler(hooks.response()));
		}
		this.handlers.put(RETRY, new RetryHandler(settings.retry(), parts.time(), parts.holds()));
		putUnlessNull("circuit breaker", resilience.circuitBreaker());
		putUnlessNull("egress", EgressHandler.of(settings.egress()));
		this.handlers.put("credentials", new AuthHandler());
		boolean cookies = settings.cookies().enabled();
		if (cookies && parts.sharesCookies()) {
			this.handlers.put("newer cookies", new NewerCookiesHandler());
		}
		putUnlessNull("rate limit", resilience.rateLimit());
		if (cookies) {
			this.handlers.put("cookies", new CookieHandler());
		}
	}

	/**
	 * Adds the handlers that simulate exchanges. A simulated request does not reach a
	 * connection, which would sign it, so it is signed here.
	 */
	private void putExchanges(@Nullable ExecChainHandler simulated) {
		if (simulated != null) {
			this.handlers.put(SIGNATURE, new SigningHandler());
			this.handlers.put("simulated exchanges", simulated);
		}
	}

	private void putUnlessNull(String name, @Nullable ExecChainHandler handler) {
		if (handler != null) {
			this.handlers.put(name, handler);
		}
	}

	/**
	 * Creates the chain of a client without connections, and hence without leases.
	 * @param settings the settings
	 * @param parts the parts shared by the clients of the session
	 * @param mounts the handler that delegates hops to mounts
	 * @return the chain
	 */
	static Chain withoutLease(TransportSettings settings, ClientParts parts, MountHandler mounts) {
		Chain chain = new Chain(settings, parts, mounts, null, null);
		chain.handlers.remove(LEASE);
		chain.handlers.remove(LEASE_WATCH);
		chain.handlers.putIfAbsent(SIGNATURE, new SigningHandler());
		return chain;
	}

	private static RedirectRoute redirectRoute(@Nullable ProxyRoutePlanner planner) {
		return (planner != null) ? (target, current) -> planner.determineRoute(target, HttpClientContext.create())
				: RedirectRoute.BY_SAME_PROXY;
	}

	/**
	 * The number of retries currently left in the budget.
	 */
	double retriesLeft() {
		return (this.handlers.get(RETRY) instanceof RetryHandler retry) ? retry.retriesLeft() : 0;
	}

	/**
	 * The leak detection of the client.
	 * @return the watch, or {@code null} if leak detection is off
	 */
	@Nullable LeaseWatch leaseWatch() {
		return this.leaseWatch;
	}

	boolean hasMounts() {
		return this.handlers.containsKey(MOUNTS);
	}

	List<String> order() {
		return List.copyOf(this.handlers.keySet());
	}

	/**
	 * Installs the handlers in HttpClient's execution chain, replacing its own.
	 * @param client the builder of the client
	 */
	void install(HttpClientBuilder client) {
		client.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching()
			// connections are stateless: a client has a single TLS identity, and does not
			// support NTLM
			.disableConnectionState();
		ListIterator<String> names = order().listIterator(this.handlers.size());
		String innermost = names.previous();
		client.replaceExecInterceptor(ChainElement.PROTOCOL.name(), this.handlers.get(innermost));
		while (names.hasPrevious()) {
			String name = names.previous();
			client.addExecInterceptorFirst(name, this.handlers.get(name));
		}
	}

}
