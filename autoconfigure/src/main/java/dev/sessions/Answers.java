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

package dev.sessions;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

import org.springframework.http.HttpStatusCode;

/**
 * What can be told of a call from its request and its context.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * The URI that answered.
	 */
	static URI uri(ExchangeRequest request, ExchangeContext call) {
		URI location = call.location();
		return (location != null) ? location : requestUri(request);
	}

	static URI uriWithoutQuery(ExchangeRequest request, ExchangeContext call) {
		return withoutQuery(uri(request, call));
	}

	static URI withoutQuery(URI uri) {
		String text = uri.toString();
		int query = text.indexOf('?');
		return (query >= 0) ? URI.create(text.substring(0, query)) : uri;
	}

	static URI requestUri(HttpRequest request) {
		return URI.create(request.getScheme() + "://" + request.getAuthority() + request.getPath());
	}

	/**
	 * The redirects of a call.
	 * @param first the URI of the request
	 * @param call the call
	 * @return the redirects, in order
	 */
	static List<Redirect> history(URI first, ExchangeContext call) {
		List<Redirect> history = new ArrayList<>();
		for (ExchangeContext.Hop hop : call.hops()) {
			URI uri = hop.uri();
			HttpResponse redirect = hop.response();
			history.add(new Redirect(HttpStatusCode.valueOf(redirect.getCode()), (uri != null) ? uri : first,
					HttpHeadersMapping.fromWire(redirect)));
		}
		return List.copyOf(history);
	}

}
