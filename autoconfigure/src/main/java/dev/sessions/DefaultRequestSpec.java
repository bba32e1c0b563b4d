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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.sessions.auth.Authorization;
import dev.sessions.content.BodyWriter;
import dev.sessions.content.FormBody;
import dev.sessions.content.MultipartBody;
import dev.sessions.cookie.CookieOctets;
import dev.sessions.limit.FiniteTime;
import dev.sessions.transport.ExchangeOptions;
import dev.sessions.transport.HeadText;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Collects what one request is to be.
 */
final class DefaultRequestSpec implements RequestSpec {

	private final BodyWriter bodies;

	private Map<String, Object> pathVariables = Map.of();

	private MultiValueMap<String, String> params = RequestFactory.NO_PARAMS;

	private @Nullable HttpHeaders headers;

	private Map<String, String> cookies = Map.of();

	private @Nullable HttpEntity body;

	private @Nullable FormBody form;

	private @Nullable MultipartBody multipart;

	private boolean ownAuthorization;

	private @Nullable Authorization authorization;

	private @Nullable Long timeoutNanos;

	private @Nullable Boolean followRedirects;

	private @Nullable Integer maxAttempts;

	private @Nullable Boolean idempotent;

	private @Nullable Duration readTimeout;

	private @Nullable DownloadListener listener;

	DefaultRequestSpec(BodyWriter bodies) {
		this.bodies = bodies;
	}

	@Override
	public RequestSpec path(String name, Object value) {
		if (this.pathVariables.isEmpty()) {
			this.pathVariables = new HashMap<>();
		}
		this.pathVariables.put(name, value);
		return this;
	}

	@Override
	public RequestSpec param(String name, Object... values) {
		if (this.params.isEmpty()) {
			this.params = new LinkedMultiValueMap<>();
		}
		List<String> texts = this.params.computeIfAbsent(name, (key) -> new ArrayList<>());
		for (Object value : values) {
			texts.add(String.valueOf(value));
		}
		return this;
	}

	@Override
	public RequestSpec header(String name, String... values) {
		HeadText.requireToken("The name of a header", name);
		for (String value : values) {
			HeadText.requireOneLine("The header " + name, value);
		}
		ownHeaders().put(name, new ArrayList<>(Arrays.asList(values)));
		return this;
	}

	@Override
	public RequestSpec headers(Consumer<HttpHeaders> headers) {
		headers.accept(ownHeaders());
		return this;
	}

	@Override
	public RequestSpec accept(MediaType... mediaTypes) {
		ownHeaders().setAccept(List.of(mediaTypes));
		return this;
	}

	@Override
	public RequestSpec json(Object value) {
		return onlyBody(this.bodies.json(value));
	}

	@Override
	public RequestSpec form(String name, Object value) {
		form().add(name, value);
		return this;
	}

	@Override
	public RequestSpec form(Map<String, ?> fields) {
		FormBody target = form();
		fields.forEach(target::add);
		return this;
	}

	@Override
	public RequestSpec multipart(String name, Object part) {
		if (this.multipart == null) {
			requireNoBody();
			this.multipart = new MultipartBody();
		}
		this.multipart.add(name, part);
		return this;
	}

	@Override
	public RequestSpec body(Object body) {
		return onlyBody(this.bodies.write(body, (this.headers != null) ? this.headers.getContentType() : null));
	}

	@Override
	public RequestSpec body(Object body, MediaType contentType) {
		return onlyBody(this.bodies.write(body, contentType));
	}

	@Override
	public RequestSpec cookie(String name, String value) {
		CookieText.require(name, value);
		if (this.cookies.isEmpty()) {
			this.cookies = new LinkedHashMap<>();
		}
		this.cookies.put(name, value);
		return this;
	}

	@Override
	public RequestSpec auth(@Nullable Credentials credentials) {
		this.ownAuthorization = true;
		this.authorization = (credentials != null) ? credentials.authorization() : null;
		return this;
	}

	@Override
	public RequestSpec timeout(Duration timeout) {
		FiniteTime.require("timeout", timeout);
		this.timeoutNanos = timeout.toNanos();
		return this;
	}

	@Override
	public RequestSpec followRedirects(boolean follow) {
		this.followRedirects = follow;
		return this;
	}

	@Override
	public RequestSpec maxAttempts(int maxAttempts) {
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + maxAttempts);
		}
		this.maxAttempts = maxAttempts;
		return this;
	}

	@Override
	public RequestSpec idempotent(boolean idempotent) {
		this.idempotent = idempotent;
		return this;
	}

	@Override
	public RequestSpec readTimeout(Duration timeout) {
		FiniteTime.require("readTimeout", timeout);
		this.readTimeout = timeout;
		return this;
	}

	@Override
	public RequestSpec onProgress(DownloadListener listener) {
		this.listener = listener;
		return this;
	}

	private RequestSpec onlyBody(HttpEntity body) {
		requireNoBody();
		this.body = body;
		return this;
	}

	private FormBody form() {
		if (this.form == null) {
			requireNoBody();
			this.form = new FormBody();
		}
		return this.form;
	}

	private void requireNoBody() {
		if (this.body != null || this.form != null || this.multipart != null) {
			throw new IllegalArgumentException("A request has one body: either json, form, multipart or body");
		}
	}

	/**
	 * The value of a variable of the URI.
	 */
	@Nullable Object pathVariable(String name) {
		return this.pathVariables.get(name);
	}

	void requireVariablesIn(List<String> names) {
		if (this.pathVariables.isEmpty()) {
			return;
		}
		for (String name : this.pathVariables.keySet()) {
			if (!names.contains(name)) {
				throw new IllegalArgumentException(
						"The URI has no variable '" + name + "'; its variables are " + names);
			}
		}
	}

	/**
	 * Forget what belongs to the URI, as the next one is complete.
	 */
	void forgetUri() {
		this.pathVariables = Map.of();
		this.params = RequestFactory.NO_PARAMS;
	}

	MultiValueMap<String, String> params() {
		return this.params;
	}

	/**
	 * Whether there are headers, or cookies of this request.
	 */
	boolean hasHeaders() {
		return this.headers != null || !this.cookies.isEmpty();
	}

	/**
	 * The headers, with the cookies of this request among them.
	 */
	HttpHeaders headers() {
		HttpHeaders all = ownHeaders();
		this.cookies.forEach((name, value) -> all.add(HttpHeaders.COOKIE, name + "=" + CookieOctets.fromText(value)));
		this.cookies = Map.of();
		return all;
	}

	private HttpHeaders ownHeaders() {
		if (this.headers == null) {
			this.headers = new HttpHeaders();
		}
		return this.headers;
	}

	@Nullable HttpEntity entity() {
		if (this.form != null) {
			return this.form.entity();
		}
		return (this.multipart != null) ? this.multipart.entity() : this.body;
	}

	@Nullable Integer maxAttempts() {
		return this.maxAttempts;
	}

	boolean idempotent() {
		return Boolean.TRUE.equals(this.idempotent);
	}

	/**
	 * Options for a response that is read whole.
	 */
	ExchangeOptions options(@Nullable String uriTemplate) {
		refuseListener();
		return options(uriTemplate, false, false);
	}

	/**
	 * Options for a response that is read whole, where most requests have none.
	 * @param none those of a request that has nothing but its template
	 */
	ExchangeOptions optionsOr(ExchangeOptions none) {
		boolean some = this.ownAuthorization || this.timeoutNanos != null || this.followRedirects != null
				|| this.maxAttempts != null || this.idempotent != null || this.readTimeout != null
				|| this.listener != null;
		return some ? options(none.uriTemplate()) : none;
	}

	/**
	 * Options for a body that is read as it comes.
	 */
	ExchangeOptions streamOptions(@Nullable String uriTemplate) {
		refuseListener();
		return options(uriTemplate, true, false);
	}

	/**
	 * Options for a body that is read as it comes and is not decoded.
	 */
	ExchangeOptions downloadOptions(@Nullable String uriTemplate) {
		return options(uriTemplate, true, true);
	}

	private ExchangeOptions options(@Nullable String uriTemplate, boolean streaming, boolean encoded) {
		return new ExchangeOptions(uriTemplate, this.ownAuthorization, this.authorization, this.timeoutNanos,
				this.followRedirects, this.maxAttempts, this.idempotent, this.readTimeout, streaming, encoded);
	}

	private void refuseListener() {
		if (this.listener != null) {
			throw new IllegalArgumentException("Only a download has progress; use Session.download(...)");
		}
	}

	@Nullable DownloadListener listener() {
		return this.listener;
	}

}
