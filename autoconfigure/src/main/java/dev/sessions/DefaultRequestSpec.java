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
import dev.sessions.limit.FiniteTime;
import dev.sessions.transport.ExchangeOptions;
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

	private final Map<String, Object> pathVariables = new HashMap<>();

	private final MultiValueMap<String, String> params = new LinkedMultiValueMap<>();

	private final HttpHeaders headers = new HttpHeaders();

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private @Nullable HttpEntity body;

	private @Nullable FormBody form;

	private @Nullable MultipartBody multipart;

	private boolean ownAuthorization;

	private @Nullable Authorization authorization;

	private @Nullable Long timeoutNanos;

	private @Nullable Boolean followRedirects;

	private @Nullable Integer maxAttempts;

	private @Nullable Boolean idempotent;

	DefaultRequestSpec(BodyWriter bodies) {
		this.bodies = bodies;
	}

	@Override
	public RequestSpec path(String name, Object value) {
		this.pathVariables.put(name, value);
		return this;
	}

	@Override
	public RequestSpec param(String name, Object... values) {
		for (Object value : values) {
			this.params.add(name, String.valueOf(value));
		}
		return this;
	}

	@Override
	public RequestSpec header(String name, String... values) {
		HeadText.requireToken("The name of a header", name);
		for (String value : values) {
			HeadText.requireOneLine("The header " + name, value);
		}
		this.headers.put(name, new ArrayList<>(Arrays.asList(values)));
		return this;
	}

	@Override
	public RequestSpec headers(Consumer<HttpHeaders> headers) {
		headers.accept(this.headers);
		return this;
	}

	@Override
	public RequestSpec accept(MediaType... mediaTypes) {
		this.headers.setAccept(List.of(mediaTypes));
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
		return onlyBody(this.bodies.write(body, this.headers.getContentType()));
	}

	@Override
	public RequestSpec body(Object body, MediaType contentType) {
		return onlyBody(this.bodies.write(body, contentType));
	}

	@Override
	public RequestSpec cookie(String name, String value) {
		CookieText.require(name, value);
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
		for (String name : this.pathVariables.keySet()) {
			if (!names.contains(name)) {
				throw new IllegalArgumentException(
						"The URI has no variable '" + name + "'; its variables are " + names);
			}
		}
	}

	MultiValueMap<String, String> params() {
		return this.params;
	}

	/**
	 * The headers, with the cookies of this request among them.
	 */
	HttpHeaders headers() {
		if (!this.cookies.isEmpty()) {
			this.cookies.forEach((name, value) -> this.headers.add(HttpHeaders.COOKIE, name + "=" + value));
			this.cookies.clear();
		}
		return this.headers;
	}

	@Nullable HttpEntity entity() {
		if (this.form != null) {
			return this.form.entity();
		}
		return (this.multipart != null) ? this.multipart.entity() : this.body;
	}

	ExchangeOptions options(@Nullable String uriTemplate) {
		return new ExchangeOptions(uriTemplate, this.ownAuthorization, this.authorization, this.timeoutNanos,
				this.followRedirects, this.maxAttempts, this.idempotent, false);
	}

}
