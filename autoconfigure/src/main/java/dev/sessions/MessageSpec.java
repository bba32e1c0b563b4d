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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.sessions.internal.content.BodyWriter;
import dev.sessions.internal.content.FormBody;
import dev.sessions.internal.content.MultipartBody;
import dev.sessions.internal.cookie.CookieOctets;
import dev.sessions.internal.cookie.CookieSyntax;
import dev.sessions.internal.net.HeaderSyntax;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Collects the headers and the body of one request. The request owns the streams and
 * readers of its body as soon as they are set: they are closed after the call has ended
 * or failed to begin, even if they were not sent.
 */
abstract class MessageSpec implements RequestSpec, AutoCloseable {

	private final BodyWriter bodies;

	private @Nullable HttpHeaders headers;

	private Map<String, String> cookies = Map.of();

	private @Nullable HttpEntity body;

	private @Nullable FormBody form;

	private @Nullable MultipartBody multipart;

	/**
	 * The streams and readers of the body, without duplicates; {@code null} if there are
	 * none, as in most requests.
	 */
	private @Nullable Set<Closeable> streams;

	MessageSpec(BodyWriter bodies) {
		this.bodies = bodies;
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
	public RequestSpec cookie(String name, String value) {
		CookieSyntax.require(name, value);
		if (this.cookies.isEmpty()) {
			this.cookies = new LinkedHashMap<>();
		}
		this.cookies.put(name, value);
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
	 * Return whether headers or cookies were set for this request.
	 */
	boolean hasHeaders() {
		return this.headers != null || !this.cookies.isEmpty();
	}

	/**
	 * Return the headers, including the cookies of this request.
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
	 * Return the body. A multipart body sets the {@code Content-Type} itself, because it
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
	 * Begin a call that continues after this method returns.
	 * @param begin the function that begins the call
	 * @return its result; if it fails, this description is closed
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
	 * Close the streams of the body. Those that were sent are closed already.
	 */
	@Override
	public void close() {
		if (this.streams != null) {
			this.streams.forEach(MessageSpec::close);
		}
	}

	private static void close(Closeable stream) {
		try {
			stream.close();
		}
		catch (IOException | RuntimeException ex) {
			// the stream is no longer needed, and the call has its own result
		}
	}

}
