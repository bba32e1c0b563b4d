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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;

import dev.sessions.auth.AuthHandler;
import dev.sessions.auth.CredentialHeaders;
import dev.sessions.cookie.CookieHandler;
import dev.sessions.egress.EgressHandler;
import dev.sessions.hook.Hooks;
import dev.sessions.hook.RequestHookHandler;
import dev.sessions.hook.ResponseHookHandler;
import dev.sessions.limit.DecodingHandler;
import dev.sessions.proxy.ProxyRoutePlanner;
import dev.sessions.redirect.RedirectHandler;
import dev.sessions.redirect.RedirectRoute;
import dev.sessions.resilience.Guards;
import dev.sessions.retry.RetryHandler;
import dev.sessions.tls.RenewalHandler;
import dev.sessions.tls.Tls;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/**
 * The order of the policies, outermost first: a deadline around everything; a bulkhead,
 * if there is one; the final response decoded and bounded; redirects; and for each hop
 * its mount, if there are some, and retries; and for each attempt the circuit breaker, if
 * there is one, the question whether the target may be reached, credentials, the rate
 * limit, if there is one, cookies and a connection.
 */
final class Chain {

	private static final String REDIRECTS = "redirects";

	private static final String RETRY = "retry";

	private static final String LEASE_WATCH = "lease watch";

	private static final String LEASE = "lease";

	private static final String CONNECTOR = "connector";

	private final Map<String, ExecChainHandler> handlers = new LinkedHashMap<>();

	private final @Nullable LeaseWatch leaseWatch;

	/**
	 * The chain of a line.
	 * @param settings the settings
	 * @param hooks the hooks
	 * @param routePlanner finds the way by proxies where a redirect leads, or
	 * {@code null} if there are none, or this is found below the redirects
	 * @param tls what secures its connections, or {@code null} if there are none
	 */
	Chain(TransportSettings settings, Hooks hooks, @Nullable ProxyRoutePlanner routePlanner, @Nullable Tls tls) {
		Guards guards = Guards.of(settings.resilience());
		this.handlers.put("deadline", new DeadlineHandler());
		putUnlessNull("bulkhead", guards.bulkhead());
		this.handlers.put("decoding", new DecodingHandler(settings.compression(), settings.limits()));
		if (hooks.request() != null) {
			this.handlers.put("request hooks", new RequestHookHandler(hooks.request()));
		}
		this.handlers.put(REDIRECTS,
				new RedirectHandler(settings.redirects(), CredentialHeaders::contains, redirectRoute(routePlanner)));
		if (hooks.response() != null) {
			this.handlers.put("response hooks", new ResponseHookHandler(hooks.response()));
		}
		this.handlers.put(RETRY, new RetryHandler(settings.retry()));
		putUnlessNull("circuit breaker", guards.circuitBreaker());
		putUnlessNull("egress", EgressHandler.of(settings.egress()));
		this.handlers.put("credentials", new AuthHandler());
		putUnlessNull("rate limit", guards.rateLimit());
		if (settings.cookies().enabled()) {
			this.handlers.put("cookies", new CookieHandler());
		}
		this.leaseWatch = LeaseWatch.of(settings.pool());
		if (this.leaseWatch != null) {
			this.handlers.put(LEASE_WATCH, new LeaseWatchHandler(this.leaseWatch));
		}
		if (tls != null && tls.isRenewable()) {
			this.handlers.put("renewal", new RenewalHandler(tls));
		}
		this.handlers.put(LEASE, new LeaseHandler());
	}

	private void putUnlessNull(String name, @Nullable ExecChainHandler handler) {
		if (handler != null) {
			this.handlers.put(name, handler);
		}
	}

	/**
	 * The chain of a line without connections, which has nothing to give back.
	 * @param settings the settings
	 * @param hooks the hooks
	 * @return the chain
	 */
	static Chain withoutLease(TransportSettings settings, Hooks hooks) {
		Chain chain = new Chain(settings, hooks, null, null);
		chain.handlers.remove(LEASE);
		chain.handlers.remove(LEASE_WATCH);
		return chain;
	}

	/**
	 * The chain of a session with mounts. Each policy is that of the line that the call
	 * is on, and at each hop, below the redirects, this is found anew.
	 * @param lines the session's own line, and those of its mounts in their order
	 */
	Chain(List<Line> lines) {
		Line own = lines.get(Mounts.NONE);
		this.leaseWatch = null;
		allNames(lines).forEach((name) -> {
			this.handlers.put(name, new LineHandler(own, (line) -> line.chain().handlers.get(name)));
			if (name.equals(REDIRECTS)) {
				this.handlers.put("mounts", new MountHandler(lines));
			}
		});
	}

	/**
	 * What stands in the chain of any line, each before what it stands before there.
	 */
	private static List<String> allNames(List<Line> lines) {
		List<String> names = new ArrayList<>(lines.get(Mounts.NONE).chain().order());
		for (Line line : lines) {
			String below = LEASE;
			List<String> order = line.chain().order();
			for (ListIterator<String> of = order.listIterator(order.size()); of.hasPrevious();) {
				String name = of.previous();
				if (!names.contains(name)) {
					int at = names.indexOf(below);
					names.add((at >= 0) ? at : names.size(), name);
				}
				below = name;
			}
		}
		return names;
	}

	private static RedirectRoute redirectRoute(@Nullable ProxyRoutePlanner planner) {
		return (planner != null) ? (target, current) -> planner.determineRoute(target, HttpClientContext.create())
				: RedirectRoute.BY_SAME_PROXY;
	}

	/**
	 * How many retries the budget of a line's own chain allows at once.
	 */
	double retriesLeft() {
		return (this.handlers.get(RETRY) instanceof RetryHandler retry) ? retry.retriesLeft() : 0;
	}

	/**
	 * Who looks for leaks.
	 * @return the watch, or {@code null} if nobody does
	 */
	@Nullable LeaseWatch leaseWatch() {
		return this.leaseWatch;
	}

	List<String> order() {
		return List.copyOf(this.handlers.keySet());
	}

	/**
	 * Put the policies of a session into HttpClient's execution chain, in place of its
	 * own.
	 * @param lines the session's own line, and those of its mounts in their order
	 * @param client the builder of the client
	 */
	static void install(List<Line> lines, HttpClientBuilder client) {
		Line own = lines.get(Mounts.NONE);
		if (lines.size() > 1) {
			new Chain(lines).install(client);
			// before HttpClient's own, which serves the lines that have none
			client.addExecInterceptorBefore(ChainElement.CONNECT.name(), CONNECTOR,
					new LineHandler(own, Line::connector));
			return;
		}
		own.chain().install(client);
		if (own.connector() != null) {
			client.setRoutePlanner(own.routePlanner());
			client.replaceExecInterceptor(ChainElement.CONNECT.name(), own.connector());
		}
	}

	private void install(HttpClientBuilder client) {
		client.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching()
			// no connection belongs to a user: a line has one TLS identity, and NTLM is
			// gone
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
