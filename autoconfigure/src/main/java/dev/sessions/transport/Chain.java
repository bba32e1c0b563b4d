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
import dev.sessions.proxy.Proxies;
import dev.sessions.proxy.ProxyHandler;
import dev.sessions.proxy.ProxyRoutePlanner;
import dev.sessions.redirect.RedirectHandler;
import dev.sessions.redirect.RedirectRoute;
import dev.sessions.retry.RetryHandler;
import dev.sessions.tls.RenewalHandler;
import dev.sessions.tls.Tls;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/**
 * The order of the policies, outermost first: a deadline around everything; the final
 * response decoded and bounded; redirects; and for each hop retries; and for each attempt
 * the question whether the target may be reached, credentials, cookies and a connection.
 */
final class Chain {

	private final Map<String, ExecChainHandler> handlers = new LinkedHashMap<>();

	private final @Nullable ProxyRoutePlanner routePlanner;

	private final @Nullable ProxyHandler proxyHandler;

	Chain(TransportSettings settings, Hooks hooks, @Nullable Proxies proxies, Tls tls) {
		this.routePlanner = (proxies != null) ? new ProxyRoutePlanner(proxies) : null;
		this.proxyHandler = (proxies != null) ? new ProxyHandler(proxies, settings.timeout().connect()) : null;
		this.handlers.put("deadline", new DeadlineHandler());
		this.handlers.put("decoding", new DecodingHandler(settings.compression(), settings.limits()));
		if (hooks.request() != null) {
			this.handlers.put("request hooks", new RequestHookHandler(hooks.request()));
		}
		this.handlers.put("redirects", new RedirectHandler(settings.redirects(), CredentialHeaders::contains,
				redirectRoute(this.routePlanner)));
		if (hooks.response() != null) {
			this.handlers.put("response hooks", new ResponseHookHandler(hooks.response()));
		}
		this.handlers.put("retry", new RetryHandler(settings.retry()));
		EgressHandler egress = EgressHandler.of(settings.egress());
		if (egress != null) {
			this.handlers.put("egress", egress);
		}
		this.handlers.put("credentials", new AuthHandler());
		if (settings.cookies().enabled()) {
			this.handlers.put("cookies", new CookieHandler());
		}
		if (tls.isRenewable()) {
			this.handlers.put("renewal", new RenewalHandler(tls));
		}
		this.handlers.put("lease", new LeaseHandler());
	}

	private static RedirectRoute redirectRoute(@Nullable ProxyRoutePlanner planner) {
		return (planner != null) ? (target, current) -> planner.determineRoute(target, HttpClientContext.create())
				: RedirectRoute.BY_SAME_PROXY;
	}

	List<String> order() {
		return List.copyOf(this.handlers.keySet());
	}

	/**
	 * Put the policies into HttpClient's execution chain, in place of its own.
	 * @param client the builder of the client
	 */
	void install(HttpClientBuilder client) {
		client.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching()
			// no connection belongs to a user: a transport has one TLS identity, and NTLM
			// is gone
			.disableConnectionState();
		ListIterator<String> names = order().listIterator(this.handlers.size());
		String innermost = names.previous();
		client.replaceExecInterceptor(ChainElement.PROTOCOL.name(), this.handlers.get(innermost));
		while (names.hasPrevious()) {
			String name = names.previous();
			client.addExecInterceptorFirst(name, this.handlers.get(name));
		}
		if (this.routePlanner != null && this.proxyHandler != null) {
			client.setRoutePlanner(this.routePlanner);
			client.replaceExecInterceptor(ChainElement.CONNECT.name(), this.proxyHandler);
		}
	}

}
