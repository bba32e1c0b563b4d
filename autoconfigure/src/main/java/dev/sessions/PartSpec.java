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

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Describes one part of a multipart body. Properties that are not set are derived from
 * the body of the part.
 *
 * <p>
 * Every method returns this object. Not thread-safe, and not to be used after the call it
 * was created for.
 */
public interface PartSpec {

	/**
	 * Set the file name of the part, which is sent in UTF-8 (RFC 7578, section 4.2). The
	 * default is the name of the {@link java.nio.file.Path}, {@link java.io.File} or
	 * {@link org.springframework.core.io.Resource}, and the name of the part for other
	 * binary bodies; a text part has none.
	 * @param filename the name; quotes and line breaks in it are percent-encoded, NUL
	 * causes an {@link IllegalArgumentException}
	 * @return this
	 */
	PartSpec filename(String filename);

	/**
	 * Set the type of the part. The default is {@code text/plain} in UTF-8 for a text,
	 * the type of the file name's extension for a binary body, and the type that the
	 * message converter chooses for any other body.
	 * @param contentType the type; a text is written in its charset
	 * @return this
	 */
	PartSpec contentType(MediaType contentType);

	/**
	 * Set a header of the part. {@code Content-Disposition} replaces the generated one
	 * with the names of the part and its file.
	 * @param name the name
	 * @param values the values, each of which becomes a header line in UTF-8; a control
	 * character causes an {@link IllegalArgumentException}
	 * @return this
	 */
	PartSpec header(String name, String... values);

	/**
	 * Set the body of the part.
	 * @param body as in {@link RequestSpec#multipart(String, Object)}, but a list or an
	 * array is one body, which a message converter writes; {@code null} omits the part
	 * @return this
	 */
	PartSpec body(@Nullable Object body);

}
