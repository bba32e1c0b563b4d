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

package dev.sessions.internal.call;

import java.util.ArrayList;
import java.util.List;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.text.SecretNames;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * The headers added to each request that does not set them itself, rendered once.
 * Immutable.
 */
public final class DefaultHeaders {

	private final Header[] headers;

	private final Header[] harmless;

	/**
	 * The headers whose names indicate credentials.
	 */
	private final Header[] credentials;

	/**
	 * The {@code Host} header, if there is one.
	 */
	private final Header[] host;

	/**
	 * Create default headers.
	 * @param headers the headers, grouped by name
	 */
	public DefaultHeaders(List<Header> headers) {
		List<Header> all = new ArrayList<>(headers);
		all.removeIf(DefaultHeaders::isHost);
		List<Header> credentials = new ArrayList<>(all);
		credentials.removeIf((header) -> !SecretNames.contains(header.getName()));
		List<Header> harmless = new ArrayList<>(all);
		harmless.removeAll(credentials);
		this.headers = all.toArray(new Header[0]);
		this.harmless = credentials.isEmpty() ? this.headers : harmless.toArray(new Header[0]);
		this.credentials = credentials.toArray(new Header[0]);
		this.host = headers.stream().filter(DefaultHeaders::isHost).limit(1).toArray(Header[]::new);
	}

	private static boolean isHost(Header header) {
		return header.getName().equalsIgnoreCase(HttpHeaders.HOST);
	}

	/**
	 * The {@code Host} header of a request that does not set one: the default header at
	 * the origin of the base URL, and the target's header elsewhere.
	 * @param request the request
	 * @param origins the origins of the session
	 * @return the header
	 */
	public Header host(ExchangeRequest request, AllowedOrigins origins) {
		return (this.host.length > 0 && !request.leavesOut(HttpHeaders.HOST) && origins.isBase(request.target().host()))
				? this.host[0] : request.target().header();
	}

	/**
	 * Adds the missing default headers to a request. Headers that look like credentials
	 * are added only for origins allowed to receive the session's credentials.
	 * @param request the request
	 * @param origins the origins that may receive credentials
	 */
	public void addTo(ExchangeRequest request, AllowedOrigins origins) {
		boolean trusted = this.credentials.length == 0 || origins.contains(request.target().host());
		add(trusted ? this.headers : this.harmless, request, request);
	}

	/**
	 * Adds the missing headers that a redirect to another origin removed to a later hop
	 * whose origin may receive credentials.
	 * @param request the request of the hop
	 * @param first the request that started the call
	 * @param isBase whether the hop goes to the origin of the base URL
	 */
	void restoreTo(HttpRequest request, ExchangeRequest first, boolean isBase) {
		add(this.credentials, request, first);
		if (isBase) {
			add(this.host, request, first);
		}
	}

	private static void add(Header[] headers, HttpRequest request, ExchangeRequest first) {
		String name = "";
		boolean missing = false;
		for (Header header : headers) {
			if (!header.getName().equals(name)) {
				name = header.getName();
				missing = !request.containsHeader(name) && !first.leavesOut(name);
			}
			if (missing) {
				request.addHeader(header);
			}
		}
	}

}
