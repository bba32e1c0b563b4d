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

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;

/**
 * Finds the route to the target of a redirect.
 */
@FunctionalInterface
public interface RedirectRoute {

	/**
	 * Uses the proxy of the redirected request, if any.
	 */
	RedirectRoute BY_SAME_PROXY = (target, current) -> {
		boolean secure = URIScheme.HTTPS.same(target.getSchemeName());
		HttpHost proxy = current.getProxyHost();
		return (proxy != null) ? new HttpRoute(target, current.getLocalAddress(), proxy, secure)
				: new HttpRoute(target, current.getLocalAddress(), secure);
	};

	/**
	 * Find the route to another origin.
	 * @param target the host, with its port
	 * @param current the route of the redirected request
	 * @return the route
	 * @throws HttpException if there is none
	 */
	HttpRoute to(HttpHost target, HttpRoute current) throws HttpException;

}
