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

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.call.FollowedRedirect;
import dev.sessions.internal.spring.HttpHeadersMapping;
import dev.sessions.internal.text.ShownUri;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

import org.springframework.http.HttpStatusCode;

/**
 * Computes the URIs and the redirect history of a call.
 */
final class CallUris {

	private CallUris() {
	}

	/**
	 * Return the URI of the response, after redirects.
	 */
	static URI uri(ExchangeContext call) {
		URI location = call.location();
		return (location != null) ? location : requestUri(call.request());
	}

	/**
	 * Return the URI of the response, without the parts that may be secret.
	 */
	static URI uriWithoutQuery(ExchangeContext call) {
		return withoutQuery(uri(call));
	}

	/**
	 * Return a URI without the parts that may be secret.
	 */
	static URI withoutQuery(URI uri) {
		String text = uri.toString();
		String shown = ShownUri.of(text);
		return shown.equals(text) ? uri : URI.create(shown);
	}

	/**
	 * Return the URI of the request, before redirects.
	 */
	static URI requestUri(ExchangeRequest request) {
		return URI.create(request.target().origin() + request.getPath()
				+ ((request.fragment() != null) ? "#" + request.fragment() : ""));
	}

	/**
	 * Return the URI of a single hop's request.
	 */
	static URI hopUri(HttpRequest request) {
		return URI.create(request.getScheme() + "://" + request.getAuthority() + request.getPath());
	}

	/**
	 * Return the redirects of a call.
	 * @param call the call
	 * @return the redirects, in order
	 */
	static List<Redirect> history(ExchangeContext call) {
		List<Redirect> history = new ArrayList<>();
		for (FollowedRedirect hop : call.hops()) {
			URI uri = hop.uri();
			HttpResponse redirect = hop.response();
			history.add(new Redirect(HttpStatusCode.valueOf(redirect.getCode()),
					(uri != null) ? uri : requestUri(call.request()), HttpHeadersMapping.fromWire(redirect)));
		}
		return List.copyOf(history);
	}

}
