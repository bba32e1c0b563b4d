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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.sessions.internal.body.ExactLengthEntity;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.text.TextValue;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.StreamingHttpOutputMessage;

/**
 * Collects parts for a body of {@code multipart/form-data} (RFC 7578), as browsers send
 * it. Not thread-safe.
 */
public final class MultipartBody {

	private static final String MULTIPART = "multipart/";

	private static final String FORM_DATA = "multipart/form-data";

	private static final String TEXT_TYPE = "text/plain; charset=UTF-8";

	private final BodyWriter bodies;

	private final Consumer<Object> values;

	private final List<MultipartPart> parts = new ArrayList<>();

	/**
	 * Create a body without parts.
	 * @param bodies the writer for the contents of parts
	 */
	public MultipartBody(BodyWriter bodies) {
		this(bodies, (value) -> {
		});
	}

	/**
	 * Create a body without parts that reports the values that are added.
	 * @param bodies the writer for the contents of parts
	 * @param values receives the content of each part, before anything can fail
	 */
	public MultipartBody(BodyWriter bodies, Consumer<Object> values) {
		this.bodies = bodies;
		this.values = values;
	}

	/**
	 * Add a part. An array or collection adds one part for each element, and {@code null}
	 * adds none.
	 * @param name the name of the part
	 * @param value the content, or a Spring entity with its own headers
	 * @throws IllegalArgumentException if the name contains CR, LF or NUL, a file cannot
	 * be read, or no converter supports the value
	 */
	public void add(String name, @Nullable Object value) {
		TextValue.elements(value, (element) -> {
			if (element instanceof org.springframework.http.HttpEntity<?> entity) {
				add(name, null, entity.getHeaders(), entity.getBody());
			}
			else {
				add(name, null, HttpHeaders.EMPTY, element);
			}
		});
	}

	/**
	 * Add one part.
	 * @param name the name of the part
	 * @param filename its file name, or {@code null} for that of the value
	 * @param headers the headers of the part, including its content type
	 * @param value the content; {@code null} adds no part
	 * @throws IllegalArgumentException as in {@link #add(String, Object)}, or if a header
	 * is invalid
	 */
	public void add(String name, @Nullable String filename, HttpHeaders headers, @Nullable Object value) {
		addAs(name, (filename == null && value != null && isBinary(value)) ? filename(name, value) : filename, headers,
				value);
	}

	/**
	 * Add one part, with a file name only if one is given or the value has one.
	 */
	void addAs(String name, @Nullable String filename, HttpHeaders headers, @Nullable Object value) {
		if (value != null) {
			this.values.accept(value);
		}
		MultipartPart.requireName("The name of a part", HeaderSyntax.requireOneLine("The name of a part", name));
		headers.forEach((header, values) -> values.forEach((text) -> MultipartPart.requireHeader(header, text)));
		if (value == null) {
			return;
		}
		String ownName = (filename != null) ? filename : filename(null, value);
		if (ownName != null) {
			MultipartPart.requireName("The file name of a part", ownName);
		}
		this.parts.add(MultipartPart.of(name, ownName, headers, content(value, headers.getContentType(), ownName)));
	}

	/**
	 * Return the file name of a value, or another name if it has none.
	 */
	private static @Nullable String filename(@Nullable String defaultName, Object value) {
		if (value instanceof Path file && file.getFileName() != null) {
			return file.getFileName().toString();
		}
		if (value instanceof File file) {
			return file.getName();
		}
		if (value instanceof Resource resource && resource.getFilename() != null) {
			return resource.getFilename();
		}
		return defaultName;
	}

	/**
	 * Servers treat a part without a file name as text.
	 */
	private static boolean isBinary(Object value) {
		return value instanceof Resource || value instanceof byte[] || value instanceof ByteBuffer
				|| value instanceof InputStream || value instanceof StreamingHttpOutputMessage.Body;
	}

	private HttpEntity content(Object value, @Nullable MediaType type, @Nullable String filename) {
		Object content = isText(value) ? value.toString() : value;
		if (type != null) {
			return this.bodies.write(content, type);
		}
		Optional<MediaType> suggested = MediaTypeFactory.getMediaType(filename);
		if (content instanceof String text && suggested.isEmpty()) {
			byte[] bytes = UnicodeText.require("The text of a part", text).getBytes(StandardCharsets.UTF_8);
			return new BytesEntity(bytes, bytes.length, TEXT_TYPE);
		}
		boolean encoded = isText(value) || isBinary(value) || value instanceof Reader || value instanceof Path
				|| value instanceof File;
		return this.bodies.write(content, encoded ? suggested.orElse(null) : null);
	}

	private static boolean isText(Object value) {
		return value instanceof CharSequence || (BeanUtils.isSimpleValueType(value.getClass())
				&& !(value instanceof Path) && !(value instanceof File));
	}

	/**
	 * Return the parts added so far as a body.
	 * @param ownType the content type set by the caller, or {@code null}
	 * @return the body, whose content type names its boundary; it is repeatable if all of
	 * its parts are
	 * @throws IllegalArgumentException if that type is not a multipart type, or its
	 * boundary is illegal or occurs in a part that is in memory
	 */
	public HttpEntity entity(@Nullable MediaType ownType) {
		if (ownType != null && !isMultipart(ownType)) {
			throw new IllegalArgumentException("The parts of a multipart body cannot be sent as " + ownType
					+ "; set a multipart Content-Type, or none");
		}
		String type = (ownType != null) ? ownType.toString() : FORM_DATA;
		String boundary = (ownType != null) ? Boundary.of(ownType) : null;
		if (boundary != null) {
			requireAbsent("--" + boundary);
			return new ExactLengthEntity(new MultipartEntity(this.parts, boundary, type));
		}
		String created = Boundary.create();
		return new ExactLengthEntity(new MultipartEntity(this.parts, created, Boundary.addTo(type, created)));
	}

	private void requireAbsent(String delimiter) {
		for (MultipartPart part : this.parts) {
			if (part.content() instanceof BytesEntity bytes && bytes.contains(delimiter)) {
				throw new IllegalArgumentException(
						"The boundary of the Content-Type occurs in a part; omit it, and another one is generated");
			}
		}
	}

	/**
	 * Correct the caller's content type for a multipart body, if it lacks the boundary of
	 * the body.
	 * @param headers the headers set by the caller
	 * @param body the body
	 * @return the content type to send, or {@code null} if that of the caller is correct
	 */
	public static @Nullable String correctedType(HttpHeaders headers, HttpEntity body) {
		String written = body.getContentType();
		MediaType ownType = isMultipart(headers.getFirst(HttpHeaders.CONTENT_TYPE)) ? headers.getContentType() : null;
		if (ownType == null || written == null || !isMultipart(written)) {
			return null;
		}
		String boundary = Boundary.of(MediaType.parseMediaType(written));
		if (boundary == null || boundary.equals(Boundary.of(ownType))) {
			return null;
		}
		return Boundary.addTo(Boundary.removeFrom(ownType).toString(), boundary);
	}

	private static boolean isMultipart(@Nullable String type) {
		return type != null && type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
	}

	static boolean isMultipart(MediaType type) {
		return type.getType().equals("multipart");
	}

}
