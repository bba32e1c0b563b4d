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

package dev.sessions.redirect;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Predicate;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Follows redirects. Everything that concerns one request only stands below it in the
 * chain and happens anew at each hop.
 */
public final class RedirectHandler implements ExecChainHandler {

	private final RedirectSettings settings;

	private final RedirectedRequest redirectedRequest;

	private final RedirectRoute route;

	/**
	 * Create the handler.
	 * @param settings the settings
	 * @param isCredential tells by a header's name whether it must not go to another
	 * origin
	 * @param route finds the way to another origin
	 */
	public RedirectHandler(RedirectSettings settings, Predicate<String> isCredential, RedirectRoute route) {
		this.settings = settings;
		this.route = route;
		this.redirectedRequest = new RedirectedRequest(isCredential);
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof RedirectScope call) || !follows(call)) {
			return chain.proceed(request, scope);
		}
		ClassicHttpRequest current = request;
		ExecChain.Scope currentScope = scope;
		for (int followed = 0;; followed++) {
			ClassicHttpResponse response = chain.proceed(current, currentScope);
			if (!isRedirect(response)) {
				return response;
			}
			try {
				if (followed == this.settings.max()) {
					throw new RedirectException("more than " + this.settings.max() + " redirects");
				}
				currentScope = next(currentScope, response, call);
				current = ClassicRequestBuilder.copy(currentScope.originalRequest).build();
			}
			finally {
				response.close();
			}
		}
	}

	private boolean follows(RedirectScope call) {
		Boolean own = call.followRedirects();
		return (own != null) ? own : this.settings.follow();
	}

	private static boolean isRedirect(ClassicHttpResponse response) {
		return switch (response.getCode()) {
			case HttpStatus.SC_MOVED_PERMANENTLY, HttpStatus.SC_MOVED_TEMPORARILY, HttpStatus.SC_SEE_OTHER,
					HttpStatus.SC_TEMPORARY_REDIRECT, HttpStatus.SC_PERMANENT_REDIRECT ->
				response.containsHeader(HttpHeaders.LOCATION);
			default -> false;
		};
	}

	private ExecChain.Scope next(ExecChain.Scope scope, ClassicHttpResponse response, RedirectScope call)
			throws HttpException {
		ClassicHttpRequest original = scope.originalRequest;
		HttpHost from = scope.route.getTargetHost();
		URI location = Location.of(response, uriOf(original));
		HttpHost target = RoutingSupport
			.normalize(new HttpHost(location.getScheme(), location.getHost(), location.getPort()), null);
		boolean sameOrigin = from.equals(target);
		ClassicHttpRequest next = this.redirectedRequest.follow(original, response.getCode(), location, sameOrigin);
		call.redirected(from, response, location);
		HttpRoute route = sameOrigin ? scope.route : this.route.to(target, scope.route);
		return new ExecChain.Scope(scope.exchangeId, route, next, scope.execRuntime, scope.clientContext);
	}

	private static URI uriOf(ClassicHttpRequest request) throws ProtocolException {
		try {
			return request.getUri();
		}
		catch (URISyntaxException ex) {
			throw new ProtocolException("The redirected request has no valid URI");
		}
	}

}
