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

import java.util.Iterator;
import java.util.Locale;

import dev.sessions.internal.net.HostName;
import dev.sessions.internal.text.SecretNames;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Creates the request after a redirect (RFC 9110, section 15.4).
 */
final class RedirectedRequest {

	private RedirectedRequest() {
	}

	/**
	 * Create the next request.
	 * @param original the redirected request, without the changes that handlers below
	 * made
	 * @param status the status of the redirect
	 * @param from the host that sent the redirect
	 * @param location the target of the redirect
	 * @return the next request
	 * @throws ProtocolException if the body has to be sent again but is not repeatable,
	 * or would leave TLS for plain text
	 */
	static ClassicHttpRequest follow(ClassicHttpRequest original, int status, HttpHost from, Location location)
			throws ProtocolException {
		String method = methodAfter(original.getMethod(), status);
		boolean keepsBody = status != HttpStatus.SC_SEE_OTHER && method.equals(original.getMethod());
		HttpHost to = location.host();
		boolean sameOrigin = from.equals(RoutingSupport.normalize(to, null));
		ClassicHttpRequest next = new BasicClassicHttpRequest(method, to.getSchemeName(),
				new URIAuthority(HostName.withoutZone(to.getHostName()), to.getPort()), location.pathAndQuery());
		for (Iterator<Header> headers = original.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (isKept(header.getName(), keepsBody, sameOrigin)) {
				next.addHeader(header);
			}
		}
		if (keepsBody && original.getEntity() != null) {
			next.setEntity(bodyAgain(original.getEntity(), status, from, to));
		}
		return next;
	}

	private static HttpEntity bodyAgain(HttpEntity body, int status, HttpHost from, HttpHost to)
			throws ProtocolException {
		if (URIScheme.HTTPS.same(from.getSchemeName()) && !URIScheme.HTTPS.same(to.getSchemeName())
				&& body.getContentLength() != 0) {
			throw new ProtocolException("redirect " + status
					+ " leads from https to http, where the request body would be sent in plain text");
		}
		if (!body.isRepeatable()) {
			throw new ProtocolException("redirect " + status + " needs the request body again");
		}
		return body;
	}

	/**
	 * 303 changes every method but HEAD to GET; 301 and 302 change POST to GET, as
	 * browsers do; 307 and 308 change nothing.
	 */
	private static String methodAfter(String method, int status) {
		return switch (status) {
			case HttpStatus.SC_SEE_OTHER -> Method.HEAD.isSame(method) ? method : Method.GET.name();
			case HttpStatus.SC_MOVED_PERMANENTLY, HttpStatus.SC_MOVED_TEMPORARILY ->
				Method.POST.isSame(method) ? Method.GET.name() : method;
			default -> method;
		};
	}

	private static boolean isKept(String name, boolean keepsBody, boolean sameOrigin) {
		if (!keepsBody && describesBody(name)) {
			return false;
		}
		return sameOrigin || !(name.equalsIgnoreCase(HttpHeaders.HOST) || SecretNames.contains(name));
	}

	private static boolean describesBody(String name) {
		return name.toLowerCase(Locale.ROOT).startsWith("content-")
				|| name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING) || name.equalsIgnoreCase(HttpHeaders.EXPECT)
				|| name.equalsIgnoreCase(HttpHeaders.TRAILER);
	}

}
