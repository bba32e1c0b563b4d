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
import java.io.OutputStream;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.SmartHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;

/**
 * Writes request bodies with Spring's message converters. Thread-safe.
 *
 * @param converters the converters, in the order in which they are tried
 */
record ConvertedRequestBody(Iterable<HttpMessageConverter<?>> converters) {

	/**
	 * Write a body with the first converter that supports it.
	 * @param body the value to write
	 * @param type its content type, or {@code null} for that of the converter
	 * @param encodeText whether the converter of the type, such as that of JSON, encodes
	 * text, which is otherwise written unchanged
	 * @return the body, in memory
	 * @throws IllegalArgumentException if the value cannot be a request body, or no
	 * converter can write it
	 */
	HttpEntity convert(Object body, @Nullable MediaType type, boolean encodeText) {
		requireValue(body);
		Output output = new Output();
		try {
			for (HttpMessageConverter<?> converter : this.converters) {
				if ((!encodeText || !(converter instanceof StringHttpMessageConverter))
						&& write(converter, body, type, output)) {
					return output.entity();
				}
			}
		}
		catch (IOException | HttpMessageConversionException ex) {
			throw new IllegalArgumentException("The request body of type [" + body.getClass().getName()
					+ "] cannot be written" + ((type != null) ? " as [" + type + "]" : ""), ex);
		}
		throw new IllegalArgumentException("No message converter writes [" + body.getClass().getName() + "]"
				+ ((type != null) ? " as [" + type + "]" : ""));
	}

	/**
	 * A converter for arbitrary beans would write the properties of an object that holds
	 * a connection, of a pending result, or of another body.
	 */
	private static void requireValue(Object body) {
		if ((body instanceof AutoCloseable && !(body instanceof BaseStream<?, ?>)) || body instanceof Future<?>
				|| body instanceof org.springframework.http.HttpEntity<?>) {
			throw new IllegalArgumentException("A [" + body.getClass().getName()
					+ "] cannot be a request body; give what it holds as bytes, a text or a stream");
		}
	}

	@SuppressWarnings("unchecked") // canWrite has checked the type
	private static boolean write(HttpMessageConverter<?> converter, Object body, @Nullable MediaType type,
			Output output) throws IOException {
		Class<?> bodyClass = body.getClass();
		if (converter instanceof GenericHttpMessageConverter<?> generic) {
			if (!generic.canWrite(bodyClass, bodyClass, type)) {
				return false;
			}
			((GenericHttpMessageConverter<Object>) generic).write(body, bodyClass, type, output);
		}
		else if (converter instanceof SmartHttpMessageConverter<?> smart) {
			ResolvableType resolvable = ResolvableType.forInstance(body);
			if (!smart.canWrite(resolvable, bodyClass, type)) {
				return false;
			}
			((SmartHttpMessageConverter<Object>) smart).write(body, resolvable, type, output, null);
		}
		else {
			if (!converter.canWrite(bodyClass, type)) {
				return false;
			}
			((HttpMessageConverter<Object>) converter).write(body, type, output);
		}
		return true;
	}

	/**
	 * Collects the output of a converter.
	 */
	private static final class Output implements HttpOutputMessage {

		private final BodyBuffer body = new BodyBuffer();

		private final HttpHeaders headers = new HttpHeaders();

		@Override
		public OutputStream getBody() {
			return this.body;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		HttpEntity entity() {
			MediaType type = this.headers.getContentType();
			return this.body.toEntity(String.valueOf((type != null) ? type : MediaType.APPLICATION_OCTET_STREAM));
		}

	}

}
