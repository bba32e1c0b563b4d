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
import dev.sessions.limit.DecodingHandler;
import dev.sessions.redirect.RedirectHandler;
import dev.sessions.retry.RetryHandler;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * The order of the policies, outermost first: a deadline around everything; the final
 * response decoded and bounded; redirects; and for each hop retries; and for each attempt
 * credentials, cookies and a connection.
 */
final class Chain {

	private final Map<String, ExecChainHandler> handlers = new LinkedHashMap<>();

	Chain(TransportSettings settings) {
		this.handlers.put("deadline", new DeadlineHandler());
		this.handlers.put("decoding", new DecodingHandler(settings.compression(), settings.limits()));
		this.handlers.put("redirects", new RedirectHandler(settings.redirects(), CredentialHeaders::contains));
		this.handlers.put("retry", new RetryHandler(settings.retry()));
		this.handlers.put("credentials", new AuthHandler());
		if (settings.cookies().enabled()) {
			this.handlers.put("cookies", new CookieHandler());
		}
		this.handlers.put("lease", new LeaseHandler());
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
	}

}
