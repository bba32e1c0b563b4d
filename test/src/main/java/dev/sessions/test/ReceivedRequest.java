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

package dev.sessions.test;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import dev.sessions.internal.log.MaskedText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A request as a session would have sent it: after its default headers, credentials,
 * cookies and hooks. Each attempt, each redirect and each token request is separate.
 * {@link #toString()} does not show secrets; the other methods do. Immutable.
 */
public final class ReceivedRequest {

	private final HttpMethod method;

	private final URI uri;

	private final HttpHeaders headers;

	private final byte[] body;

	private final @Nullable String callerQuery;

	ReceivedRequest(HttpMethod method, URI uri, HttpHeaders headers, byte[] body, @Nullable String callerQuery) {
		this.method = method;
		this.uri = uri;
		this.headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers));
		this.body = body;
		this.callerQuery = callerQuery;
	}

	/**
	 * Return the method.
	 * @return the method
	 */
	public HttpMethod method() {
		return this.method;
	}

	/**
	 * Return the URI.
	 * @return the absolute URI
	 */
	public URI uri() {
		return this.uri;
	}

	/**
	 * Return the headers.
	 * @return the read-only headers
	 */
	public HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * Return the first value of a header.
	 * @param name the name
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return this.headers.getFirst(name);
	}

	/**
	 * Return the body.
	 * @return a copy of the bytes, empty if there is no body
	 */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Return the body as text.
	 * @return the text in the charset of the {@code Content-Type}, UTF-8 by default
	 */
	public String text() {
		MediaType type = this.headers.getContentType();
		Charset charset = (type != null) ? type.getCharset() : null;
		return new String(this.body, (charset != null) ? charset : StandardCharsets.UTF_8);
	}

	/**
	 * Return the URI without its secrets.
	 */
	String maskedUri() {
		return MaskedText.uri(this.uri.toString(), this.callerQuery);
	}

	/**
	 * Return the request without its secrets.
	 */
	@Override
	public String toString() {
		return MaskedRequest.of(this);
	}

}
