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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.content.BodyCharset;
import dev.sessions.internal.content.BodyReader;
import dev.sessions.internal.content.BufferedExchange;
import dev.sessions.internal.cookie.ResponseCookies;
import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.spring.HttpHeadersMapping;
import dev.sessions.internal.spring.StatusExceptions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.UnknownContentTypeException;

/**
 * Presents a {@link BufferedExchange} as a {@link Response}. Each value is computed when
 * it is asked for.
 */
final class DefaultResponse implements Response, HttpInputMessage {

	private final BufferedExchange exchange;

	private final String session;

	private final BodyReader reader;

	private volatile @Nullable HttpHeaders headers;

	DefaultResponse(BufferedExchange exchange, String session, BodyReader reader) {
		this.exchange = exchange;
		this.session = session;
		this.reader = reader;
	}

	@Override
	public HttpStatusCode status() {
		return HttpStatusCode.valueOf(this.exchange.head().getCode());
	}

	@Override
	public boolean ok() {
		return this.exchange.head().getCode() < 400;
	}

	@Override
	public HttpHeaders headers() {
		HttpHeaders current = this.headers;
		if (current == null) {
			current = HttpHeadersMapping.fromWire(this.exchange.head());
			this.headers = current;
		}
		return current;
	}

	@Override
	public @Nullable MediaType contentType() {
		return headers().getContentType();
	}

	@Override
	public String text() {
		return BodyCharset.of(this.exchange.body(), contentType());
	}

	@Override
	public byte[] bytes() {
		return this.exchange.body().clone();
	}

	@Override
	@SuppressWarnings("unchecked") // the converter reads that type
	public <T> @Nullable T as(Class<T> type) {
		raiseForStatus();
		return (this.exchange.body().length > 0) ? (T) read(type) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // the converter reads that type
	public <T> @Nullable T as(ParameterizedTypeReference<T> type) {
		raiseForStatus();
		return (this.exchange.body().length > 0) ? (T) read(type.getType()) : null;
	}

	private Object read(Type type) {
		if (type == String.class) {
			return text();
		}
		MediaType contentType = contentType();
		MediaType known = (contentType != null) ? contentType : MediaType.APPLICATION_OCTET_STREAM;
		try {
			return this.reader.read(this, type, known);
		}
		catch (BodyReader.NoConverterException ex) {
			UnknownContentTypeException unknown = new UnknownContentTypeException(type, known, status(), reason(),
					headers(), bytes());
			unknown.initCause(ex.getCause());
			throw unknown;
		}
	}

	@Override
	public Response raiseForStatus() {
		if (!ok()) {
			String message = this.exchange.head().getCode() + " " + reason() + " from session '" + this.session + "': "
					+ this.exchange.call().request().getMethod() + " " + CallUris.uriWithoutQuery(this.exchange.call());
			throw StatusExceptions.create(message, status(), reason(), headers(), bytes(),
					BodyCharset.charset(this.exchange.body(), contentType()), this::read);
		}
		return this;
	}

	private String reason() {
		String reason = this.exchange.head().getReasonPhrase();
		return (reason != null) ? reason : "";
	}

	@Override
	public URI uri() {
		return CallUris.uri(this.exchange.call());
	}

	@Override
	public List<Redirect> history() {
		return CallUris.history(this.exchange.call());
	}

	@Override
	public int attempts() {
		return this.exchange.call().retries() + 1;
	}

	@Override
	public Duration elapsed() {
		return Duration.ofNanos(this.exchange.elapsedNanos());
	}

	@Override
	public List<Cookie> cookies() {
		URI uri = uri();
		return ResponseCookies
			.of(this.exchange.head(), HostAndPort.hostOf(uri), uri.getRawPath(), "https".equals(uri.getScheme()),
					System.currentTimeMillis())
			.stream()
			.map(DefaultCookies::toCookie)
			.toList();
	}

	@Override
	public Map<String, Link> links() {
		return LinkHeader.parse(headers().getOrEmpty(HttpHeaders.LINK), uri());
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.exchange.body());
	}

	@Override
	public HttpHeaders getHeaders() {
		return headers();
	}

	@Override
	public String toString() {
		return "Response[" + this.exchange.head().getCode() + " " + reason() + ", "
				+ CallUris.uriWithoutQuery(this.exchange.call()) + ", " + this.exchange.body().length + " bytes]";
	}

}
