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

import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sessions.internal.body.ExactLengthEntity;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.converter.HttpMessageConverter;

/**
 * Creates request bodies. Bytes and text are sent from memory, files are streamed, and
 * Spring's message converters write the rest. Thread-safe.
 */
public final class BodyWriter {

	private final ConvertedRequestBody converter;

	/**
	 * Create a writer.
	 * @param converters the converters, in the order in which they are tried
	 */
	public BodyWriter(Iterable<HttpMessageConverter<?>> converters) {
		this.converter = new ConvertedRequestBody(converters);
	}

	/**
	 * Create a body.
	 * @param body bytes, which are not copied, text, a file, a resource, a stream, or a
	 * value for a converter
	 * @param type its content type, or {@code null} for the default of the value
	 * @return the body; a file or resource is opened when it is sent
	 * @throws IllegalArgumentException if a file or a resource cannot be read, the
	 * charset of the type cannot encode the text (a lone surrogate, for example), or no
	 * converter supports the value
	 */
	public HttpEntity write(Object body, @Nullable MediaType type) {
		HttpEntity content = content(body, type);
		return (content != null) ? content : this.converter.convert(body, type, false);
	}

	/**
	 * Create a JSON body. Text becomes a JSON string; bytes, files, resources and streams
	 * are sent unchanged.
	 * @param value the value
	 * @return the body
	 * @throws IllegalArgumentException if no converter supports the value
	 */
	public HttpEntity json(Object value) {
		if (value instanceof CharSequence text) {
			return this.converter.convert(text.toString(), MediaType.APPLICATION_JSON, true);
		}
		HttpEntity content = content(value, MediaType.APPLICATION_JSON);
		return (content != null) ? content : this.converter.convert(value, MediaType.APPLICATION_JSON, true);
	}

	/**
	 * Create a body from a value that is encoded already, or return {@code null} if a
	 * converter has to write the value.
	 */
	private static @Nullable HttpEntity content(Object body, @Nullable MediaType type) {
		if (body instanceof byte[] bytes) {
			return new BytesEntity(bytes, bytes.length, text(type, MediaType.APPLICATION_OCTET_STREAM));
		}
		if (body instanceof CharSequence text) {
			return text(text.toString(), type);
		}
		if (body instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return new BytesEntity(bytes, bytes.length, text(type, MediaType.APPLICATION_OCTET_STREAM));
		}
		if (body instanceof Path file) {
			return file(file, type);
		}
		if (body instanceof File file) {
			return file(file.toPath(), type);
		}
		return (body instanceof Resource resource) ? resource(resource, type) : streamed(body, type);
	}

	private static @Nullable HttpEntity streamed(Object body, @Nullable MediaType type) {
		if (body instanceof InputStream stream) {
			return new InputStreamEntity(stream, contentType(type, MediaType.APPLICATION_OCTET_STREAM));
		}
		if (body instanceof Reader reader) {
			return new ReaderEntity(reader, charset(type), text(type, plain(charset(type))));
		}
		return (body instanceof StreamingHttpOutputMessage.Body written)
				? new StreamingBodyEntity(text(type, MediaType.APPLICATION_OCTET_STREAM), null, -1, written) : null;
	}

	private static HttpEntity resource(Resource resource, @Nullable MediaType type) {
		if (!resource.isReadable()) {
			throw new IllegalArgumentException("The resource " + resource.getDescription() + " cannot be read");
		}
		return new ExactLengthEntity(new ResourceEntity(resource, contentType(type, typeOf(resource.getFilename()))));
	}

	private static HttpEntity text(String text, @Nullable MediaType type) {
		Charset charset = charset(type);
		if (charset.equals(StandardCharsets.UTF_8)) {
			UnicodeText.require("The text", text);
		}
		else if (!(charset.canEncode() && charset.newEncoder().canEncode(text))) {
			throw new IllegalArgumentException("The text has a character that cannot be written in " + charset
					+ "; give its content type another charset");
		}
		byte[] bytes = text.getBytes(charset);
		return new BytesEntity(bytes, bytes.length, text(type, plain(charset)));
	}

	private static Charset charset(@Nullable MediaType type) {
		return (type != null && type.getCharset() != null) ? type.getCharset() : StandardCharsets.UTF_8;
	}

	private static MediaType plain(Charset charset) {
		return new MediaType(MediaType.TEXT_PLAIN, charset);
	}

	private static HttpEntity file(Path file, @Nullable MediaType type) {
		if (!Files.isReadable(file) || Files.isDirectory(file)) {
			throw new IllegalArgumentException("The file " + file.getFileName() + " does not exist or cannot be read");
		}
		return new ExactLengthEntity(
				new ResourceEntity(new FileSystemResource(file), contentType(type, typeOf(file.toString()))));
	}

	static MediaType typeOf(@Nullable String filename) {
		return MediaTypeFactory.getMediaType(filename).orElse(MediaType.APPLICATION_OCTET_STREAM);
	}

	private static ContentType contentType(@Nullable MediaType given, MediaType defaultType) {
		return ContentType.parse(text(given, defaultType));
	}

	private static String text(@Nullable MediaType given, MediaType defaultType) {
		return ((given != null) ? given : defaultType).toString();
	}

}
