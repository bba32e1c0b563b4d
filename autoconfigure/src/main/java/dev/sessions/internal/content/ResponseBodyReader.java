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

package dev.sessions.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.SmartHttpMessageConverter;
import org.springframework.web.client.RestClientException;

/**
 * Reads bodies with Spring's message converters. Thread-safe.
 */
public final class ResponseBodyReader {

	private final HttpMessageConverters converters;

	/**
	 * Create a reader.
	 * @param converters the converters, in the order in which they are tried
	 */
	public ResponseBodyReader(HttpMessageConverters converters) {
		this.converters = converters;
	}

	/**
	 * Read a body. Many servers send JSON with another type, so a body that no converter
	 * supports is read as JSON.
	 * @param message the body with its headers
	 * @param type the type of the value
	 * @param contentType the content type of the body
	 * @return the value
	 * @throws NoConverterException if no converter supports the content type, and the
	 * body is not JSON
	 * @throws RestClientException if the body cannot be read
	 */
	public Object read(HttpInputMessage message, Type type, MediaType contentType) throws NoConverterException {
		ResolvableType resolvable = ResolvableType.forType(type);
		Reading reading = reading(resolvable, contentType);
		if (reading == null) {
			return readAsJson(message, resolvable, contentType);
		}
		try {
			return reading.read(message);
		}
		catch (IOException | HttpMessageConversionException ex) {
			throw new RestClientException(
					"The response of type [" + contentType + "] cannot be read as [" + type.getTypeName() + "]",
					UnreadableBody.plain(ex));
		}
	}

	private Object readAsJson(HttpInputMessage message, ResolvableType type, MediaType contentType)
			throws NoConverterException {
		MediaType json = (contentType.getCharset() != null)
				? new MediaType(MediaType.APPLICATION_JSON, contentType.getCharset()) : MediaType.APPLICATION_JSON;
		Reading reading = reading(type, json);
		if (reading == null) {
			throw new NoConverterException(null);
		}
		try {
			return reading.read(new Retyped(message, json));
		}
		catch (IOException | HttpMessageConversionException ex) {
			throw new NoConverterException(UnreadableBody.plain(ex));
		}
	}

	private @Nullable Reading reading(ResolvableType type, MediaType contentType) {
		for (HttpMessageConverter<?> converter : this.converters) {
			Reading reading = reading(converter, type, contentType);
			if (reading != null) {
				return reading;
			}
		}
		return null;
	}

	private static @Nullable Reading reading(HttpMessageConverter<?> converter, ResolvableType type,
			MediaType contentType) {
		if (converter instanceof GenericHttpMessageConverter<?> generic) {
			return generic.canRead(type.getType(), null, contentType)
					? (message) -> generic.read(type.getType(), null, message) : null;
		}
		if (converter instanceof SmartHttpMessageConverter<?> smart) {
			return smart.canRead(type, contentType) ? (message) -> smart.read(type, message, null) : null;
		}
		Class<?> raw = type.toClass();
		return converter.canRead(raw, contentType) ? (message) -> readPlain(converter, raw, message) : null;
	}

	private static <T> T readPlain(HttpMessageConverter<T> converter, Class<?> raw, HttpInputMessage message)
			throws IOException {
		@SuppressWarnings("unchecked") // canRead has checked the type
		Class<? extends T> type = (Class<? extends T>) raw;
		return converter.read(type, message);
	}

	@FunctionalInterface
	private interface Reading {

		Object read(HttpInputMessage message) throws IOException;

	}

	/**
	 * Presents a body with a content type other than that of the response.
	 */
	private static final class Retyped implements HttpInputMessage {

		private final HttpInputMessage message;

		private final HttpHeaders headers;

		Retyped(HttpInputMessage message, MediaType contentType) {
			this.message = message;
			this.headers = HttpHeaders.copyOf(message.getHeaders());
			this.headers.setContentType(contentType);
		}

		@Override
		public InputStream getBody() throws IOException {
			return this.message.getBody();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

	/**
	 * Thrown if no converter supports the content type for the requested type. The cause
	 * is the failure to read the body as JSON, if that was tried.
	 */
	public static final class NoConverterException extends Exception {

		private static final long serialVersionUID = 1L;

		NoConverterException(@Nullable Exception cause) {
			super(cause);
		}

	}

}
