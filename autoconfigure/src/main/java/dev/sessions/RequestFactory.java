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
import java.util.function.IntFunction;

import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.net.PercentEncoding;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.internal.retry.IdempotencyKey;
import dev.sessions.internal.spring.HttpHeadersMapping;
import dev.sessions.internal.uri.BaseUrl;
import dev.sessions.internal.uri.QueryParams;
import dev.sessions.internal.uri.UriTemplate;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Creates requests from URIs and their descriptions. Thread-safe.
 */
final class RequestFactory {

	static final MultiValueMap<String, String> NO_PARAMS = new LinkedMultiValueMap<>(0);

	private final TemplateCache<RequestTemplate> templates = new TemplateCache<>(
			(uri) -> new RequestTemplate(this, UriTemplate.parse(uri), options(uri)));

	private final TemplateCache<ExchangeOptions> absolute = new TemplateCache<>(this::options);

	private final String session;

	private final @Nullable BaseUrl baseUrl;

	private final MultiValueMap<String, String> defaultParams;

	/**
	 * Create a factory.
	 * @param session the name of the session, for messages
	 * @param settings its settings, with the base URL and the parameters of each request
	 * below it
	 */
	RequestFactory(String session, SessionSettings settings) {
		this.session = session;
		this.baseUrl = (settings.baseUrl() != null) ? new BaseUrl(settings.baseUrl()) : null;
		this.defaultParams = settings.params();
	}

	/**
	 * Return the parsed form of a template, from the cache if possible.
	 */
	RequestTemplate template(String uri) {
		return this.templates.get(uri);
	}

	/**
	 * Return a URI that is used unchanged.
	 */
	RequestUri readyMade(URI uri) {
		return (method, spec) -> create(method, uri, spec);
	}

	/**
	 * Return the options of a call of Spring's clients, whose template is that of the
	 * verb methods for the same path.
	 */
	ExchangeOptions optionsOf(@Nullable String absoluteTemplate) {
		return (absoluteTemplate != null) ? this.absolute.get(absoluteTemplate) : ExchangeOptions.NONE;
	}

	/**
	 * Return the options of a call with a template relative to the base URL, regardless
	 * of the client type.
	 */
	private ExchangeOptions options(String template) {
		return ExchangeOptions.of((this.baseUrl != null) ? this.baseUrl.withoutBase(template) : template);
	}

	private BaseUrl baseUrl() {
		if (this.baseUrl == null) {
			throw new IllegalArgumentException("Session '" + this.session
					+ "' has no base URL, so it can request absolute URLs only; set sessions." + this.session
					+ ".base-url");
		}
		return this.baseUrl;
	}

	private RequestTarget target(UriTemplate template) {
		RequestTarget absolute = template.target();
		return (absolute != null) ? absolute : baseUrl().target();
	}

	/**
	 * Return the target of a URI: that of the base URL for relative URIs and for absolute
	 * ones with the same origin.
	 */
	private RequestTarget target(URI uri) {
		if (!uri.isAbsolute()) {
			return baseUrl().target();
		}
		return (this.baseUrl != null && this.baseUrl.isTargetOf(uri)) ? this.baseUrl.target() : RequestTarget.of(uri);
	}

	ExchangeRequest create(HttpMethod method, UriTemplate template, Object... values) {
		return request(method, target(template), uri(template, template.expand(values), NO_PARAMS),
				template.fragment());
	}

	ExchangeRequest create(HttpMethod method, UriTemplate template, DefaultRequestSpec spec) {
		spec.requireVariablesIn(template.names());
		String expanded = template.expand((i) -> spec.pathVariable(template.names().get(i)));
		return complete(request(method, target(template), uri(template, expanded, spec.params()), template.fragment()),
				spec);
	}

	ExchangeRequest create(HttpMethod method, URI uri, DefaultRequestSpec spec) {
		return complete(request(method, target(uri), uri(uri, spec.params()), fragment(uri)), spec);
	}

	/**
	 * Create a request with headers, for Spring's clients, which add the body themselves.
	 */
	ExchangeRequest create(HttpMethod method, URI uri, HttpHeaders headers) {
		return withHeaders(request(method, target(uri), uri(uri, NO_PARAMS), fragment(uri)), headers);
	}

	/**
	 * Return the absolute URI of an expanded template, for Spring's clients, which use
	 * absolute URIs.
	 */
	URI absoluteUri(UriTemplate template, IntFunction<@Nullable Object> values) {
		return URI.create(target(template).origin() + uri(template, template.expand(values), NO_PARAMS));
	}

	/**
	 * Return the absolute template of a path, with its variables.
	 */
	String appended(String path) {
		return baseUrl().target().origin() + baseUrl().append(path);
	}

	/**
	 * Add the default parameters to a URI below the base URL.
	 */
	String withDefaultParams(String uri) {
		String fragment = uri.substring((uri.indexOf('#') >= 0) ? uri.indexOf('#') : uri.length());
		String url = uri.substring(0, uri.length() - fragment.length());
		return QueryParams.append(url, this.defaultParams, NO_PARAMS) + fragment;
	}

	private String uri(UriTemplate template, String expanded, MultiValueMap<String, String> params) {
		return (template.target() != null) ? absolute(expanded, params) : relative(expanded, params);
	}

	/**
	 * Append a relative URI to the base URL. An authority in it is treated as part of the
	 * path, so that it cannot change the host.
	 */
	private String uri(URI uri, MultiValueMap<String, String> params) {
		String pathAndQuery = PathAndQuery.of(uri);
		if (uri.isAbsolute()) {
			return absolute(pathAndQuery, params);
		}
		return relative(
				(uri.getRawAuthority() != null)
						? PercentEncoding.encodeIllegal("//" + uri.getRawAuthority()) + pathAndQuery : pathAndQuery,
				params);
	}

	private static String absolute(String pathAndQuery, MultiValueMap<String, String> params) {
		String path = pathAndQuery.startsWith("/") ? pathAndQuery : "/" + pathAndQuery;
		return QueryParams.append(path, NO_PARAMS, params);
	}

	private static @Nullable String fragment(URI uri) {
		String fragment = uri.getRawFragment();
		return (fragment != null) ? PercentEncoding.encodeIllegalInQuery(fragment) : null;
	}

	private String relative(String pathAndQuery, MultiValueMap<String, String> params) {
		return QueryParams.append(baseUrl().append(pathAndQuery), this.defaultParams, params);
	}

	private static ExchangeRequest request(HttpMethod method, RequestTarget target, String pathAndQuery,
			@Nullable String fragment) {
		return new ExchangeRequest(HeaderSyntax.requireToken("The method", method.name()), target, pathAndQuery,
				fragment);
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
