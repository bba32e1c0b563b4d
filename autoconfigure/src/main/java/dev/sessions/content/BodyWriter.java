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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.http.converter.SmartHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.client.RestClientException;

/**
 * Makes request bodies. What is in memory already is sent from there, files are streamed,
 * the rest is written by Spring's message converters. Thread-safe.
 */
public final class BodyWriter {

	private final HttpMessageConverters converters;

	/**
	 * Create a writer.
	 * @param converters the converters, in the order in which they are asked
	 */
	public BodyWriter(HttpMessageConverters converters) {
		this.converters = converters;
	}

	/**
	 * Make a body.
	 * @param body bytes, which are not copied, a text, a file, a resource, a stream, or
	 * something that a converter writes
	 * @param type its content type, or {@code null} for that of what is written
	 * @return the body; what is streamed is opened as it is sent
	 * @throws IllegalArgumentException if a file or a resource cannot be read
	 * @throws RestClientException if no converter writes that, or one fails
	 */
	public HttpEntity write(Object body, @Nullable MediaType type) {
		if (body instanceof byte[] bytes) {
			return new BytesEntity(bytes, bytes.length, text(type, MediaType.APPLICATION_OCTET_STREAM));
		}
		if (body instanceof String text) {
			Charset charset = (type != null && type.getCharset() != null) ? type.getCharset() : StandardCharsets.UTF_8;
			MediaType plain = new MediaType(MediaType.TEXT_PLAIN, charset);
			byte[] bytes = text.getBytes(charset);
			return new BytesEntity(bytes, bytes.length, text(type, plain));
		}
		if (body instanceof Path file) {
			return file(file, type);
		}
		if (body instanceof Resource resource) {
			if (!resource.isReadable()) {
				throw new IllegalArgumentException("The resource " + resource.getDescription() + " cannot be read");
			}
			return new ResourceEntity(resource, contentType(type, typeOf(resource.getFilename())));
		}
		if (body instanceof InputStream stream) {
			return new InputStreamEntity(stream, contentType(type, MediaType.APPLICATION_OCTET_STREAM));
		}
		return convert(body, type, false);
	}

	/**
	 * Make a body of JSON. A text becomes a string of JSON, too.
	 * @param value the value
	 * @return the body
	 * @throws RestClientException if no converter writes it, or one fails
	 */
	public HttpEntity json(Object value) {
		return convert(value, MediaType.APPLICATION_JSON, true);
	}

	private static HttpEntity file(Path file, @Nullable MediaType type) {
		if (!Files.isReadable(file) || Files.isDirectory(file)) {
			throw new IllegalArgumentException("The file " + file.getFileName() + " does not exist or cannot be read");
		}
		return new ResourceEntity(new FileSystemResource(file), contentType(type, typeOf(file.toString())));
	}

	private static MediaType typeOf(@Nullable String filename) {
		return MediaTypeFactory.getMediaType(filename).orElse(MediaType.APPLICATION_OCTET_STREAM);
	}

	private static ContentType contentType(@Nullable MediaType given, MediaType otherwise) {
		return ContentType.parse(text(given, otherwise));
	}

	private static String text(@Nullable MediaType given, MediaType otherwise) {
		return ((given != null) ? given : otherwise).toString();
	}

	private HttpEntity convert(Object body, @Nullable MediaType type, boolean textToo) {
		Output output = new Output();
		try {
			for (HttpMessageConverter<?> converter : this.converters) {
				if ((!textToo || !(converter instanceof StringHttpMessageConverter))
						&& write(converter, body, type, output)) {
					return output.entity();
				}
			}
		}
		catch (IOException | HttpMessageNotWritableException ex) {
			throw new RestClientException("The request body of type [" + body.getClass().getName()
					+ "] cannot be written" + ((type != null) ? " as [" + type + "]" : ""), ex);
		}
		throw new RestClientException("No message converter writes [" + body.getClass().getName() + "]"
				+ ((type != null) ? " as [" + type + "]" : ""));
	}

	@SuppressWarnings("unchecked") // canWrite says so
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
	 * What a converter writes.
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
			return this.body.toEntity(text(this.headers.getContentType(), MediaType.APPLICATION_OCTET_STREAM));
		}

	}

}
