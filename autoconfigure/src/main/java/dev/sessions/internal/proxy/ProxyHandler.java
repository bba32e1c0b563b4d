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

package dev.sessions.internal.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.sessions.internal.body.RequestBody;
import dev.sessions.internal.text.RedactedRequest;
import dev.sessions.settings.ProxyServer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request through its proxy, or directly if it has none. It replaces HttpClient's
 * own connect handler next to the connection. Responses of the proxy itself are never
 * returned, so they are not mistaken for the target's, and {@code Proxy-Authorization} is
 * sent only to the proxy (RFC 9110, section 11.7).
 */
public final class ProxyHandler implements ExecChainHandler {

	/**
	 * The maximum number of attempts: basic, digest, and digest with a new nonce.
	 */
	private static final int MAX_TRIES = 3;

	private final Proxies proxies;

	private final ProxyConnector connector;

	private final Map<ProxyServer, ProxyAuthentication> authentications = new HashMap<>();

	/**
	 * Create the handler.
	 * @param proxies the proxies
	 * @param connectTimeout the time to connect to the proxy, and the time for its tunnel
	 */
	public ProxyHandler(Proxies proxies, Duration connectTimeout) {
		this.proxies = proxies;
		this.connector = new ProxyConnector(connectTimeout);
		for (ProxyServer server : proxies.servers()) {
			ProxyAuthentication authentication = ProxyAuthentication.of(server);
			if (authentication != null) {
				this.authentications.put(server, authentication);
			}
		}
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ProxyServer server = this.proxies.forTarget(scope.route.getTargetHost());
		ProxyAuthentication authentication = (server != null) ? this.authentications.get(server) : null;
		try {
			if (server != null && scope.route.getProxyHost() != null && !scope.route.isTunnelled()) {
				return forward(request, scope, chain, server, authentication);
			}
			request.removeHeaders(HttpHeaders.PROXY_AUTHORIZATION);
			connect(scope, server, authentication);
			return chain.proceed(request, scope);
		}
		catch (IOException | HttpException | RuntimeException ex) {
			scope.execRuntime.discardEndpoint();
			throw ex;
		}
	}

	private ClassicHttpResponse forward(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
			ProxyServer server, @Nullable ProxyAuthentication authentication) throws IOException, HttpException {
		for (int tries = 1;; tries++) {
			connect(scope, server, authentication);
			if (authentication == null) {
				return accepted(chain.proceed(request, scope), server);
			}
			ClassicHttpRequest forwarded = copy(request);
			String authorization = authorize(authentication, forwarded);
			ClassicHttpResponse response = chain.proceed(forwarded, scope);
			boolean again = response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED && tries < MAX_TRIES
					&& authentication.learn(response, authorization) && RequestBody.isRepeatable(request);
			if (!again) {
				return accepted(response, server);
			}
			response.close();
		}
	}

	/**
	 * Copies a request that may be repeated, as sending adds headers to it.
	 */
	private static ClassicHttpRequest copy(ClassicHttpRequest request) {
		RedactedRequest copy = RedactedRequest.copyOf(request);
		// RFC 9112, section 3.2.2
		copy.setAbsoluteRequestUri(true);
		return copy;
	}

	static String authorize(ProxyAuthentication authentication, ClassicHttpRequest request)
			throws PermanentProxyException {
		String authorization = authentication.authorize(request);
		request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, authorization);
		return authorization;
	}

	private static ClassicHttpResponse accepted(ClassicHttpResponse response, ProxyServer server)
			throws IOException, PermanentProxyException {
		if (response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
			response.close();
			throw ProxyConnector.unauthorized(server);
		}
		return response;
	}

	private void connect(ExecChain.Scope scope, @Nullable ProxyServer server,
			@Nullable ProxyAuthentication authentication) throws IOException, HttpException {
		ExecRuntime runtime = scope.execRuntime;
		if (!runtime.isEndpointAcquired()) {
			runtime.acquireEndpoint(scope.exchangeId, scope.route, scope.clientContext.getUserToken(),
					scope.clientContext);
		}
		if (runtime.isEndpointConnected()) {
			return;
		}
		if (server == null) {
			runtime.connectEndpoint(scope.clientContext);
		}
		else {
			this.connector.connect(scope, server, authentication);
		}
	}

}
