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

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.content.BodyWriter;
import dev.sessions.internal.content.FormBody;
import dev.sessions.internal.content.MultipartBody;
import dev.sessions.internal.cookie.CookieOctets;
import dev.sessions.internal.cookie.CookieSyntax;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.text.TextValue;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Collects the description of one request. It is closed when the call has ended, or could
 * not begin.
 */
final class DefaultRequestSpec implements RequestSpec, AutoCloseable {

	private final BodyWriter bodies;

	private Map<String, Object> pathVariables = Map.of();

	private MultiValueMap<String, String> params = RequestFactory.NO_PARAMS;

	private @Nullable HttpHeaders headers;

	private Map<String, String> cookies = Map.of();

	private @Nullable HttpEntity body;

	private @Nullable FormBody form;

	private @Nullable MultipartBody multipart;

	/**
	 * The streams and readers of the body, each of them once; {@code null} if there are
	 * none, as for most requests.
	 */
	private @Nullable Set<Closeable> streams;

	/**
	 * {@code null} until the request overrides a setting, as most do not.
	 */
	private @Nullable CallOverrides overrides;

	DefaultRequestSpec(BodyWriter bodies) {
		this.bodies = bodies;
	}

	@Override
	public RequestSpec path(String name, Object value) {
		if (this.pathVariables.isEmpty()) {
			this.pathVariables = new HashMap<>();
		}
		this.pathVariables.put(name, repeatable(value));
		return this;
	}

	/**
	 * A value that can be read more than once, because a download and pages build several
	 * requests from one description.
	 */
	private static Object repeatable(Object value) {
		if (!(value instanceof Iterator<?>) && !(value instanceof BaseStream<?, ?>)) {
			return value;
		}
		List<Object> elements = new ArrayList<>();
		TextValue.elements(value, elements::add);
		return elements;
	}

	@Override
	public RequestSpec param(String name, @Nullable Object... values) {
		if (this.params.isEmpty()) {
			this.params = new LinkedMultiValueMap<>();
		}
		List<String> texts = this.params.computeIfAbsent(name, (key) -> new ArrayList<>());
		TextValue.each("The parameter " + name, values, texts::add);
		return this;
	}

	@Override
	public RequestSpec header(String name, String... values) {
		HeaderSyntax.requireToken("The name of a header", name);
		for (String value : values) {
			HeaderSyntax.requireFieldValue("The header " + name, value);
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
		keep(value);
		return onlyBody(this.bodies.json(value));
	}

	@Override
	public RequestSpec form(String name, @Nullable Object value) {
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
	public RequestSpec multipart(String name, @Nullable Object part) {
		keep(part);
		multipart().add(name, part);
		return this;
	}

	@Override
	public RequestSpec part(String name, Consumer<PartSpec> part) {
		DefaultPartSpec spec = new DefaultPartSpec(this::keep);
		part.accept(spec);
		spec.addTo(multipart(), name);
		return this;
	}

	@Override
	public RequestSpec body(Object body) {
		keep(body);
		return onlyBody(this.bodies.write(body, (this.headers != null) ? this.headers.getContentType() : null));
	}

	@Override
	public RequestSpec body(Object body, MediaType contentType) {
		keep(body);
		return onlyBody(this.bodies.write(body, contentType));
	}

	@Override
	public RequestSpec cookie(String name, String value) {
		CookieSyntax.require(name, value);
		if (this.cookies.isEmpty()) {
			this.cookies = new LinkedHashMap<>();
		}
		this.cookies.put(name, value);
		return this;
	}

	@Override
	public RequestSpec auth(@Nullable Credentials credentials) {
		overrides().auth(credentials);
		return this;
	}

	@Override
	public RequestSpec principal(String name) {
		overrides().principal(name);
		return this;
	}

	@Override
	public RequestSpec timeout(Duration timeout) {
		overrides().timeout(timeout);
		return this;
	}

	@Override
	public RequestSpec followRedirects(boolean follow) {
		overrides().followRedirects(follow);
		return this;
	}

	@Override
	public RequestSpec maxAttempts(int maxAttempts) {
		overrides().maxAttempts(maxAttempts);
		return this;
	}

	@Override
	public RequestSpec idempotent(boolean idempotent) {
		overrides().idempotent(idempotent);
		return this;
	}

	@Override
	public RequestSpec readTimeout(Duration timeout) {
		overrides().readTimeout(timeout);
		return this;
	}

	@Override
	public RequestSpec onProgress(DownloadListener listener) {
		overrides().onProgress(listener);
		return this;
	}

	/**
	 * What this request overrides of the session's settings.
	 */
	CallOverrides overrides() {
		if (this.overrides == null) {
			this.overrides = new CallOverrides();
		}
		return this.overrides;
	}

	/**
	 * A stream is the request's from here on, even if the request is never sent.
	 */
	private void keep(@Nullable Object body) {
		if (body instanceof InputStream || body instanceof Reader) {
			if (this.streams == null) {
				this.streams = Collections.newSetFromMap(new IdentityHashMap<>());
			}
			this.streams.add((Closeable) body);
		}
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

	private MultipartBody multipart() {
		if (this.multipart == null) {
			requireNoBody();
			this.multipart = new MultipartBody(this.bodies, this::keep);
		}
		return this.multipart;
	}

	private void requireNoBody() {
		if (this.body != null || this.form != null || this.multipart != null) {
			throw new IllegalArgumentException("A request has one body: either json, form, multipart or body");
		}
	}

	/**
	 * The value of a URI variable, or {@code null} if it is not set.
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
	 * Drop the variables and parameters, because the URI of the next page is complete.
	 */
	void forgetUri() {
		this.pathVariables = Map.of();
		this.params = RequestFactory.NO_PARAMS;
	}

	MultiValueMap<String, String> params() {
		return this.params;
	}

	/**
	 * Whether headers or cookies were set for this request.
	 */
	boolean hasHeaders() {
		return this.headers != null || !this.cookies.isEmpty();
	}

	/**
	 * The headers, including the cookies of this request.
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

	/**
	 * The body. A multipart body sets the {@code Content-Type} itself, because it
	 * contains the boundary: neither a default header nor a type without boundary may
	 * replace it.
	 */
	@Nullable HttpEntity entity() {
		if (this.form != null) {
			return this.form.entity();
		}
		if (this.multipart != null) {
			HttpEntity parts = this.multipart.entity(ownHeaders().getContentType());
			ownHeaders().set(HttpHeaders.CONTENT_TYPE, parts.getContentType());
			return parts;
		}
		if (this.body != null && this.headers != null) {
			String corrected = MultipartBody.correctedType(this.headers, this.body);
			if (corrected != null) {
				this.headers.set(HttpHeaders.CONTENT_TYPE, corrected);
			}
		}
		return this.body;
	}

	/**
	 * Begin a call that goes on after this method.
	 * @param begin begins it
	 * @return what it returns; if it fails, this description is closed
	 */
	<T> T begin(Supplier<T> begin) {
		try {
			return begin.get();
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Close the streams of the body, which are closed already if they were sent.
	 */
	@Override
	public void close() {
		if (this.streams != null) {
			this.streams.forEach(DefaultRequestSpec::close);
		}
	}

	private static void close(Closeable stream) {
		try {
			stream.close();
		}
		catch (IOException | RuntimeException ex) {
			// it is not read any more, and the call has its own result
		}
	}

	boolean idempotent() {
		return this.overrides != null && this.overrides.isIdempotent();
	}

	/**
	 * The options for a response that is read into memory. Most requests override nothing
	 * and share one object.
	 * @param none the options of a request that overrides nothing
	 */
	ExchangeOptions optionsOr(ExchangeOptions none) {
		return (this.overrides != null) ? this.overrides.options(none.uriTemplate()) : none;
	}

	/**
	 * The name of the user that this request acts for, or {@code null} for that of the
	 * thread.
	 */
	@Nullable String principal() {
		return (this.overrides != null) ? this.overrides.principal() : null;
	}

}
