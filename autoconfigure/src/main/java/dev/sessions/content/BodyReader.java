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

package dev.sessions.content;

import java.io.IOException;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.SmartHttpMessageConverter;
import org.springframework.web.client.RestClientException;

/**
 * Reads bodies with Spring's message converters. Thread-safe.
 */
public final class BodyReader {

	private final HttpMessageConverters converters;

	/**
	 * Create a reader.
	 * @param converters the converters, in the order in which they are asked
	 */
	public BodyReader(HttpMessageConverters converters) {
		this.converters = converters;
	}

	/**
	 * Read a body.
	 * @param message the body with its headers
	 * @param type the type to read
	 * @param contentType the type that it is in
	 * @return the value
	 * @throws NoConverterException if no converter reads that
	 * @throws RestClientException if the body is not of that form
	 */
	public Object read(HttpInputMessage message, Type type, MediaType contentType) throws NoConverterException {
		ResolvableType resolvable = ResolvableType.forType(type);
		try {
			for (HttpMessageConverter<?> converter : this.converters) {
				Reading reading = reading(converter, resolvable, contentType);
				if (reading != null) {
					return reading.read(message);
				}
			}
		}
		catch (IOException | HttpMessageNotReadableException ex) {
			throw new RestClientException(
					"The response of type [" + contentType + "] cannot be read as [" + type.getTypeName() + "]", ex);
		}
		throw new NoConverterException();
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
		@SuppressWarnings("unchecked") // canRead said so
		Class<? extends T> type = (Class<? extends T>) raw;
		return converter.read(type, message);
	}

	@FunctionalInterface
	private interface Reading {

		Object read(HttpInputMessage message) throws IOException;

	}

	/**
	 * No converter reads the content type into the type.
	 */
	public static final class NoConverterException extends Exception {

		private static final long serialVersionUID = 1L;

	}

}
