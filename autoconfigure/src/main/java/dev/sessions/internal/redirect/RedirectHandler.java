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

package dev.sessions.internal.redirect;

import java.io.IOException;

import dev.sessions.settings.RedirectSettings;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects. All handlers for single requests, such as that of the session's
 * credentials, are below it in the chain and run again for each hop.
 * {@link RedirectedRequest} removes those of the caller's headers that another origin
 * must not receive.
 *
 * @param settings the settings
 * @param route finds the route to another origin
 */
public record RedirectHandler(RedirectSettings settings, RedirectRoute route) implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof RedirectScope call) || !follows(call)) {
			return chain.proceed(request, scope);
		}
		ClassicHttpRequest current = request;
		ExecChain.Scope currentScope = scope;
		int max = max(call);
		for (int followed = 0;; followed++) {
			ClassicHttpResponse response = chain.proceed(current, currentScope);
			String location = location(response);
			if (location == null) {
				return response;
			}
			try {
				if (followed == max) {
					throw new RedirectException("more than " + max + " redirects");
				}
				currentScope = next(currentScope, response, location, call);
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

	private int max(RedirectScope call) {
		Integer own = call.maxRedirects();
		return (own != null) ? own : this.settings.max();
	}

	/**
	 * Return the location of a response, or {@code null} if it is not a redirect.
	 */
	private static @Nullable String location(ClassicHttpResponse response) {
		return switch (response.getCode()) {
			case HttpStatus.SC_MOVED_PERMANENTLY, HttpStatus.SC_MOVED_TEMPORARILY, HttpStatus.SC_SEE_OTHER,
					HttpStatus.SC_TEMPORARY_REDIRECT, HttpStatus.SC_PERMANENT_REDIRECT ->
				Location.valueOf(response);
			default -> null;
		};
	}

	private ExecChain.Scope next(ExecChain.Scope scope, ClassicHttpResponse response, String value, RedirectScope call)
			throws HttpException {
		ClassicHttpRequest original = scope.originalRequest;
		HttpHost from = scope.route.getTargetHost();
		Location location = Location.of(value, asWritten(from, original), original.getPath(), call.fragment(),
				call.addedToQuery());
		HttpHost target = RoutingSupport.normalize(location.host(), null);
		boolean sameOrigin = from.equals(target);
		ClassicHttpRequest next = RedirectedRequest.follow(original, response.getCode(), from, location);
		call.redirected(from, response, location.uri());
		HttpRoute route = sameOrigin ? scope.route : this.route.to(target, scope.route);
		return new ExecChain.Scope(scope.exchangeId, route, next, scope.execRuntime, scope.clientContext);
	}

	/**
	 * Combine target and request. Only the target has the zone of an IPv6 address, and
	 * only the request has the port as written.
	 */
	private static HttpHost asWritten(HttpHost target, ClassicHttpRequest request) {
		URIAuthority authority = request.getAuthority();
		return (authority != null) ? new HttpHost(target.getSchemeName(), target.getHostName(), authority.getPort())
				: target;
	}

}
