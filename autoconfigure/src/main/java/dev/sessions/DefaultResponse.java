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

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.content.BodyCharset;
import dev.sessions.internal.content.ResponseBodyReader;
import dev.sessions.internal.spring.StatusExceptions;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.web.client.UnknownContentTypeException;

/**
 * A response whose body is in memory. Each value is computed on demand.
 */
final class DefaultResponse extends DefaultResponseHead implements Response, HttpInputMessage {

	private final byte[] body;

	private final String session;

	private final ResponseBodyReader reader;

	DefaultResponse(ExchangeContext call, HttpResponse head, byte[] body, String session, ResponseBodyReader reader) {
		super(call, head);
		this.body = body;
		this.session = session;
		this.reader = reader;
	}

	@Override
	public String text() {
		return BodyCharset.of(this.body, contentType());
	}

	@Override
	public byte[] bytes() {
		return this.body.clone();
	}

	@Override
	@SuppressWarnings("unchecked") // the converter reads that type
	public <T> @Nullable T as(Class<T> type) {
		raiseForStatus();
		return (this.body.length > 0) ? (T) read(type) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // the converter reads that type
	public <T> @Nullable T as(ParameterizedTypeReference<T> type) {
		raiseForStatus();
		return (this.body.length > 0) ? (T) read(type.getType()) : null;
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
		catch (ResponseBodyReader.NoConverterException ex) {
			UnknownContentTypeException unknown = new UnknownContentTypeException(type, known, status(), reason(),
					headers(), bytes());
			unknown.initCause(ex.getCause());
			throw unknown;
		}
	}

	@Override
	public Response raiseForStatus() {
		if (!ok()) {
			String message = head().getCode() + " " + reason() + " from session '" + this.session + "': "
					+ call().request().getMethod() + " " + CallUris.uriWithoutQuery(call());
			throw StatusExceptions.create(message, status(), reason(), headers(), bytes(),
					BodyCharset.charset(this.body, contentType()), this::read);
		}
		return this;
	}

	private String reason() {
		String reason = head().getReasonPhrase();
		return (reason != null) ? reason : "";
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.body);
	}

	@Override
	public HttpHeaders getHeaders() {
		return headers();
	}

	@Override
	public String toString() {
		return "Response[" + head().getCode() + " " + reason() + ", " + CallUris.uriWithoutQuery(call()) + ", "
				+ this.body.length + " bytes]";
	}

}
