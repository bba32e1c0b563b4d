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

import java.io.IOException;
import java.util.Iterator;

import dev.sessions.internal.body.ExactLengthEntity;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.net.HostName;
import dev.sessions.internal.net.PercentEncoding;
import dev.sessions.internal.net.RequestTarget;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Converts a request passed to a session's HttpClient to one that the session sends.
 */
final class CallerRequest {

	private CallerRequest() {
	}

	/**
	 * Copy a request. Cancelling the original cancels the copy.
	 * @param target the target passed by the caller, or {@code null} for that of the
	 * request
	 * @param request the request
	 * @return the copy
	 * @throws IOException if the target cannot be determined
	 */
	static ExchangeRequest of(@Nullable HttpHost target, ClassicHttpRequest request) throws IOException {
		HttpHost host = onTheWire((target != null) ? target : hostOf(request));
		String path = (request.getPath() != null) ? PercentEncoding.encodeIllegal(request.getPath()) : "/";
		ExchangeRequest exchange = new ExchangeRequest(request.getMethod(), RequestTarget.of(host), path, null);
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			exchange.addHeader(headers.next());
		}
		if (request.getEntity() != null) {
			exchange.setEntity(new ExactLengthEntity(request.getEntity()));
		}
		if (request instanceof CancellableDependency cancellable) {
			cancellable.setDependency(exchange);
		}
		return exchange;
	}

	/**
	 * Converts a host to its form on the wire. HttpClient accepts any name, and removes
	 * the brackets of an IPv6 address.
	 */
	private static HttpHost onTheWire(HttpHost host) {
		String name = host.getHostName();
		boolean isBareIpv6 = name.indexOf(':') >= 0 && !name.startsWith("[");
		String known = HostName.parse(isBareIpv6 ? "[" + name + "]" : name);
		return known.equals(name) ? host : new HttpHost(host.getSchemeName(), host.getAddress(), known, host.getPort());
	}

	private static HttpHost hostOf(ClassicHttpRequest request) throws IOException {
		try {
			HttpHost host = RoutingSupport.determineHost(request);
			if (host != null) {
				return host;
			}
		}
		catch (HttpException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
		throw new IllegalArgumentException("The request names no host");
	}

}
