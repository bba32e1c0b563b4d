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

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Describes one request. What is not said here comes from the session.
 *
 * <p>
 * Every method returns this object. A line break or NUL in a name or value that ends in
 * the request's head is an {@link IllegalArgumentException}. Not thread-safe, and of no
 * use after the call it was made for.
 */
public interface RequestSpec {

	/**
	 * Give a variable of the URI template its value.
	 * @param name the name that stands in braces
	 * @param value the value, which is encoded
	 * @return this
	 */
	RequestSpec path(String name, Object value);

	/**
	 * Add a query parameter, once for each value, in order. It replaces a default
	 * parameter of that name.
	 * @param name the name
	 * @param values the values; none sends the request without a default parameter of
	 * that name
	 * @return this
	 */
	RequestSpec param(String name, Object... values);

	/**
	 * Set a header, in place of a default header of that name.
	 * @param name the name
	 * @param values the values, each of which becomes a header line; none sends the
	 * request without a default header of that name
	 * @return this
	 */
	RequestSpec header(String name, String... values);

	/**
	 * Change the headers of this request.
	 * @param headers is given those set so far, without the session's defaults
	 * @return this
	 */
	RequestSpec headers(Consumer<HttpHeaders> headers);

	/**
	 * Set the {@code Accept} header.
	 * @param mediaTypes the types in order of preference
	 * @return this
	 */
	RequestSpec accept(MediaType... mediaTypes);

	/**
	 * Send a value as JSON. A string becomes a JSON string; to send JSON text as it is,
	 * use {@link #body(Object, MediaType)}.
	 * @param value the value
	 * @return this
	 */
	RequestSpec json(Object value);

	/**
	 * Add a form field, sent as {@code application/x-www-form-urlencoded} in UTF-8.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	RequestSpec form(String name, Object value);

	/**
	 * Add form fields. A value that is an {@link Iterable} or an array adds a field for
	 * each element.
	 * @param fields the fields
	 * @return this
	 */
	RequestSpec form(Map<String, ?> fields);

	/**
	 * Add a part, sent as {@code multipart/form-data}.
	 * @param name the name of the part
	 * @param part a {@link java.nio.file.Path}, a
	 * {@link org.springframework.core.io.Resource}, a {@code byte[]}, or anything else
	 * for its text
	 * @return this
	 */
	RequestSpec multipart(String name, Object part);

	/**
	 * Send a body whose content type follows from its type, unless the header is set.
	 * @param body a {@code byte[]}, a {@link java.nio.file.Path}, a
	 * {@link org.springframework.core.io.Resource}, an {@link java.io.InputStream} (sent
	 * once, therefore never tried again), a {@link String}, or what a message converter
	 * writes
	 * @return this
	 */
	RequestSpec body(Object body);

	/**
	 * Send a body of a type.
	 * @param body as in {@link #body(Object)}
	 * @param contentType the type
	 * @return this
	 */
	RequestSpec body(Object body, MediaType contentType);

	/**
	 * Send a cookie with this request only. It hides the jar's cookie of that name.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	RequestSpec cookie(String name, String value);

	/**
	 * Use other credentials for this request, at the same origins.
	 * @param credentials the credentials, or {@code null} for none
	 * @return this
	 */
	RequestSpec auth(@Nullable Credentials credentials);

	/**
	 * Bound this call, in place of {@code timeout.total}. A stream or a download is bound
	 * until its body begins.
	 * @param timeout the time, positive
	 * @return this
	 */
	RequestSpec timeout(Duration timeout);

	/**
	 * How long the server may be silent, in place of {@code timeout.read}. It is also the
	 * longest time that a line or an event of a stream may take.
	 * @param timeout the time, positive
	 * @return this
	 */
	RequestSpec readTimeout(Duration timeout);

	/**
	 * Follow redirects, or do not, in this call.
	 * @param follow whether to follow
	 * @return this
	 */
	RequestSpec followRedirects(boolean follow);

	/**
	 * How often this request may be sent.
	 * @param maxAttempts the number, at least 1
	 * @return this
	 */
	RequestSpec maxAttempts(int maxAttempts);

	/**
	 * Say whether this request may be sent again although its method says otherwise. If
	 * it may, it carries an {@code Idempotency-Key} that is the same in each attempt,
	 * unless one was set by hand or the method needs none.
	 * @param idempotent whether sending it twice is the same as once
	 * @return this
	 */
	RequestSpec idempotent(boolean idempotent);

	/**
	 * Be told how far a download is. Any other call refuses it.
	 * @param listener is told
	 * @return this
	 */
	RequestSpec onProgress(DownloadListener listener);

}
