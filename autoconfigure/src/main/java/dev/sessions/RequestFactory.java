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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;

import dev.sessions.retry.IdempotencyKey;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.ExchangeTarget;
import dev.sessions.transport.HeadText;
import dev.sessions.uri.BaseTarget;
import dev.sessions.uri.QueryParams;
import dev.sessions.uri.Targets;
import dev.sessions.uri.UriTemplate;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Makes requests from URIs and what is said about them. Thread-safe.
 */
final class RequestFactory {

	/**
	 * A program has so many templates; more of them are URIs put together by hand, which
	 * are not worth keeping.
	 */
	private static final int MAX_TEMPLATES = 256;

	static final MultiValueMap<String, String> NO_PARAMS = new LinkedMultiValueMap<>(0);

	private final ConcurrentMap<String, UriTemplate> templates = new ConcurrentHashMap<>();

	private final BaseTarget base;

	private final MultiValueMap<String, String> defaultParams;

	RequestFactory(BaseTarget base, MultiValueMap<String, String> defaultParams) {
		this.base = base;
		this.defaultParams = defaultParams;
	}

	UriTemplate template(String uri) {
		UriTemplate template = this.templates.get(uri);
		if (template == null) {
			template = UriTemplate.parse(uri);
			if (this.templates.size() < MAX_TEMPLATES) {
				this.templates.put(uri, template);
			}
		}
		return template;
	}

	private ExchangeTarget target(UriTemplate template) {
		ExchangeTarget own = template.target();
		return (own != null) ? own : this.base.target();
	}

	private ExchangeTarget target(URI uri) {
		return (!uri.isAbsolute() || this.base.isTargetOf(uri)) ? this.base.target() : Targets.of(uri);
	}

	Destination to(String uri) {
		UriTemplate template = template(uri);
		return new Destination(uri, (method, spec) -> create(method, template, spec));
	}

	Destination to(URI uri, @Nullable String template) {
		return new Destination(template, (method, spec) -> create(method, uri, spec));
	}

	ExchangeRequest create(HttpMethod method, UriTemplate template, Object... values) {
		return request(method, target(template), uri(template, template.expand(values), NO_PARAMS));
	}

	ExchangeRequest create(HttpMethod method, UriTemplate template, DefaultRequestSpec spec) {
		spec.requireVariablesIn(template.names());
		String expanded = template.expand((i) -> spec.pathVariable(template.names().get(i)));
		return complete(request(method, target(template), uri(template, expanded, spec.params())), spec);
	}

	ExchangeRequest create(HttpMethod method, URI uri, DefaultRequestSpec spec) {
		return complete(request(method, target(uri), uri(uri, spec.params())), spec);
	}

	/**
	 * A request of which only the headers are known besides, for a face that makes the
	 * body itself.
	 */
	ExchangeRequest create(HttpMethod method, URI uri, HttpHeaders headers) {
		return withHeaders(request(method, target(uri), uri(uri, NO_PARAMS)), headers);
	}

	/**
	 * The whole URI that a template makes, for a face that works with such.
	 */
	URI absoluteUri(UriTemplate template, IntFunction<@Nullable Object> values) {
		return URI.create(target(template).host().toURI() + uri(template, template.expand(values), NO_PARAMS));
	}

	/**
	 * The whole template that a path makes, its variables still in it.
	 */
	String appended(String path) {
		return this.base.target().host().toURI() + this.base.append(path);
	}

	private String uri(UriTemplate template, String expanded, MultiValueMap<String, String> params) {
		return (template.target() != null) ? absolute(expanded, params) : relative(expanded, params);
	}

	/**
	 * A relative URI is appended to the base URL; what looks like a host in it is part of
	 * the path.
	 */
	private String uri(URI uri, MultiValueMap<String, String> params) {
		String pathAndQuery = Targets.pathAndQuery(uri);
		if (uri.isAbsolute()) {
			return absolute(pathAndQuery, params);
		}
		return relative((uri.getRawAuthority() != null) ? "//" + uri.getRawAuthority() + pathAndQuery : pathAndQuery,
				params);
	}

	private static String absolute(String pathAndQuery, MultiValueMap<String, String> params) {
		String path = pathAndQuery.startsWith("/") ? pathAndQuery : "/" + pathAndQuery;
		return QueryParams.append(path, NO_PARAMS, params);
	}

	private String relative(String pathAndQuery, MultiValueMap<String, String> params) {
		return QueryParams.append(this.base.append(pathAndQuery), this.defaultParams, params);
	}

	private static ExchangeRequest request(HttpMethod method, ExchangeTarget target, String pathAndQuery) {
		return new ExchangeRequest(HeadText.requireToken("The method", method.name()), target, pathAndQuery);
	}

	private static ExchangeRequest complete(ExchangeRequest request, DefaultRequestSpec spec) {
		request.setEntity(spec.entity());
		if (spec.hasHeaders()) {
			withHeaders(request, spec.headers());
		}
		if (spec.idempotent()) {
			IdempotencyKey.addTo(request);
		}
		return request;
	}

	private static ExchangeRequest withHeaders(ExchangeRequest request, HttpHeaders headers) {
		for (Header header : HttpHeadersMapping.toWire(headers, request::leaveOut)) {
			request.addHeader(header);
		}
		return request;
	}

}
