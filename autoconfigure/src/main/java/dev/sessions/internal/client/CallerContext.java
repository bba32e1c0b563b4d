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

import java.net.URI;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.FollowedRedirect;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.protocol.RedirectLocations;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * Copies the outcome of a call to the context that the caller passed to a session's
 * HttpClient, as HttpClient's own client does: the last request and response, their
 * route, and the redirects. The session keeps the context of the call to itself.
 */
final class CallerContext {

	private CallerContext() {
	}

	/**
	 * Fill the context of a caller.
	 * @param caller the context
	 * @param call the call
	 * @param response the response that the caller gets, or {@code null} if the call
	 * failed
	 */
	static void fill(HttpContext caller, ExchangeContext call, @Nullable ClassicHttpResponse response) {
		HttpClientContext context = HttpClientContext.cast(caller);
		HttpRequest request = (call.getRequest() != null) ? call.getRequest() : call.request();
		HttpResponse last = (response != null) ? response : call.getResponse();
		context.setRequest(request);
		context.setResponse(last);
		if (caller instanceof HttpCoreContext core) {
			// HttpCore keeps them in fields, and HttpClient's view of the context in
			// attributes
			core.setRequest(request);
			core.setResponse(last);
		}
		context.setRedirectLocations(locations(call));
		context.setCookieStore(call.getCookieStore());
		context.setExchangeId(call.getExchangeId());
		context.setEndpointDetails(call.getEndpointDetails());
		context.setSSLSession(call.getSSLSession());
		if (call.getHttpRoute() instanceof HttpRoute route) {
			context.setRoute(route);
			context.setCookieOrigin(origin(route, request));
		}
	}

	private static RedirectLocations locations(ExchangeContext call) {
		RedirectLocations locations = new RedirectLocations();
		// the first redirect came from the URI of the request, each later one from
		// the target of the one before
		call.hops().stream().skip(1).map(FollowedRedirect::uri).forEach(locations::add);
		URI last = call.location();
		if (last != null) {
			locations.add(last);
		}
		return locations;
	}

	private static CookieOrigin origin(RouteInfo route, @Nullable HttpRequest request) {
		HttpHost target = route.getTargetHost();
		String path = (request != null) ? request.getPath() : null;
		return new CookieOrigin(target.getHostName(), Math.max(0, target.getPort()), (path != null) ? path : "/",
				route.isSecure());
	}

}
