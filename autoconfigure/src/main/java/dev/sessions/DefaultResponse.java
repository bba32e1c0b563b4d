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

import dev.sessions.content.BodyReader;
import dev.sessions.content.BodyText;
import dev.sessions.cookie.SetCookies;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.client.UnknownContentTypeException;

/**
 * A response over the {@link Answer} it was made from. What it takes to answer a question
 * is done when the question is asked.
 */
final class DefaultResponse implements Response, HttpInputMessage {

	private final Answer answer;

	private final String session;

	private final BodyReader reader;

	private volatile @Nullable HttpHeaders headers;

	DefaultResponse(Answer answer, String session, BodyReader reader) {
		this.answer = answer;
		this.session = session;
		this.reader = reader;
	}

	@Override
	public HttpStatusCode status() {
		return HttpStatusCode.valueOf(this.answer.head().getCode());
	}

	@Override
	public boolean ok() {
		return this.answer.head().getCode() < 400;
	}

	@Override
	public HttpHeaders headers() {
		HttpHeaders current = this.headers;
		if (current == null) {
			current = HttpHeadersMapping.fromWire(this.answer.head());
			this.headers = current;
		}
		return current;
	}

	@Override
	public @Nullable MediaType contentType() {
		try {
			return headers().getContentType();
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	@Override
	public String text() {
		return BodyText.of(this.answer.body(), contentType());
	}

	@Override
	public byte[] bytes() {
		return this.answer.body().clone();
	}

	@Override
	@SuppressWarnings("unchecked") // the converter was asked for that type
	public <T> @Nullable T as(Class<T> type) {
		raiseForStatus();
		return (this.answer.body().length > 0) ? (T) read(type) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // the converter was asked for that type
	public <T> @Nullable T as(ParameterizedTypeReference<T> type) {
		raiseForStatus();
		return (this.answer.body().length > 0) ? (T) read(type.getType()) : null;
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
			throw new UnknownContentTypeException(type, known, status(), reason(), headers(), bytes());
		}
	}

	@Override
	public Response raiseForStatus() {
		if (!ok()) {
			String message = this.answer.head().getCode() + " " + reason() + " from session '" + this.session + "': "
					+ this.answer.request().getMethod() + " "
					+ Answers.uriWithoutQuery(this.answer.request(), this.answer.call());
			throw StatusExceptions.create(message, status(), reason(), headers(), bytes(),
					BodyText.charset(this.answer.body(), contentType()), this::read);
		}
		return this;
	}

	private String reason() {
		String reason = this.answer.head().getReasonPhrase();
		return (reason != null) ? reason : "";
	}

	@Override
	public URI uri() {
		return Answers.uri(this.answer.request(), this.answer.call());
	}

	@Override
	public List<Redirect> history() {
		return Answers.history(Answers.requestUri(this.answer.request()), this.answer.call());
	}

	@Override
	public int attempts() {
		return this.answer.call().retries() + 1;
	}

	@Override
	public Duration elapsed() {
		return Duration.ofNanos(this.answer.elapsedNanos());
	}

	@Override
	public List<Cookie> cookies() {
		URI uri = uri();
		return SetCookies
			.of(this.answer.head(), uri.getHost(), uri.getRawPath(), "https".equals(uri.getScheme()),
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
		return new ByteArrayInputStream(this.answer.body());
	}

	@Override
	public HttpHeaders getHeaders() {
		return headers();
	}

	@Override
	public String toString() {
		return "Response[" + this.answer.head().getCode() + " " + reason() + ", "
				+ Answers.uriWithoutQuery(this.answer.request(), this.answer.call()) + ", " + this.answer.body().length
				+ " bytes]";
	}

}
