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

package dev.sessions.internal.login;

import java.net.URI;
import java.util.Set;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The responses that show that a session is no longer logged in: certain statuses, and
 * redirects to the login page. Immutable.
 *
 * @param statuses the statuses
 * @param page the absolute URI of the login page, or {@code null} if there is none
 */
public record LoginRejection(Set<Integer> statuses, @Nullable URI page) {

	/**
	 * Return whether a response shows that the session is no longer logged in.
	 * @param request the request as sent
	 * @param target the target host of the request
	 * @param response the head of the response
	 * @return whether the response is a rejection
	 */
	boolean matches(HttpRequest request, HttpHost target, HttpResponse response) {
		int status = response.getCode();
		if (this.statuses.contains(status)) {
			return true;
		}
		Header location = (this.page != null && status >= 300 && status < 400)
				? response.getFirstHeader(HttpHeaders.LOCATION) : null;
		return location != null && location.getValue() != null
				&& leadsToPage(target.toURI() + request.getPath(), location.getValue());
	}

	/**
	 * Return whether a redirect leads to the login page. The query is ignored, except for
	 * {@code ?logout}, which reports a successful logout in Spring Security.
	 * @param from the URI of the redirected request
	 * @param location the value of the {@code Location} header
	 * @return whether the redirect leads to the login page
	 */
	public boolean leadsToPage(String from, String location) {
		URI expected = this.page;
		try {
			URI to = URI.create(withoutParameters(from)).resolve(withoutParameters(location.trim()));
			return expected != null && !location.trim().endsWith("?logout") && path(to).equals(path(expected))
					&& isSameHost(to, expected);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Return whether two URIs have the same host and port. Default ports of http and
	 * https are equal, because servers behind a proxy that terminates TLS often redirect
	 * to http.
	 */
	private static boolean isSameHost(URI a, URI b) {
		return a.getHost() != null && a.getHost().equalsIgnoreCase(b.getHost())
				&& (port(a) == port(b) || (isDefaultPort(a) && isDefaultPort(b)));
	}

	private static boolean isDefaultPort(URI uri) {
		return port(uri) == 80 || port(uri) == 443;
	}

	private static int port(URI uri) {
		boolean secure = "https".equalsIgnoreCase(uri.getScheme());
		return (uri.getPort() >= 0) ? uri.getPort() : (secure ? 443 : 80);
	}

	private static String path(URI uri) {
		String path = uri.normalize().getPath();
		return (path == null || path.isEmpty()) ? "/" : path;
	}

	private static String withoutParameters(String uri) {
		return uri.split("[?#;]", 2)[0];
	}

}
