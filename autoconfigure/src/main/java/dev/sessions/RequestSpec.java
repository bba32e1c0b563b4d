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
 * Describes one request. Options that are not set are taken from the session.
 *
 * <p>
 * Every method returns this object. A line break or NUL in a name or value that is part
 * of the request's head causes an {@link IllegalArgumentException}, and so does a header
 * value with another control character or a character beyond ISO-8859-1. Not thread-safe,
 * and not to be used after the call it was created for.
 */
public interface RequestSpec {

	/**
	 * Set the value of a variable of the URI template. {@code null} and a value without
	 * elements cause an {@link IllegalArgumentException} that names the variable.
	 * @param name the name of the variable, without braces
	 * @param value the value, whose text is encoded; the elements of an {@link Iterable},
	 * a {@link java.util.stream.Stream} or an array are separated by commas
	 * @return this
	 */
	RequestSpec path(String name, Object value);

	/**
	 * Add a query parameter, once for each value, in order. It replaces a default
	 * parameter of that name. A value that is an {@link Iterable}, a
	 * {@link java.util.stream.Stream} or an array adds a parameter for each element, and
	 * {@code null} adds none. A type without a defined text form, such as a map, a stream
	 * of bytes or a record, causes an {@link IllegalArgumentException}.
	 * @param name the name
	 * @param values the values; without any, the session's default parameter of that name
	 * is omitted
	 * @return this
	 */
	RequestSpec param(String name, @Nullable Object... values);

	/**
	 * Set a header, which replaces the session's default header of that name.
	 * @param name the name
	 * @param values the values, each of which becomes a header line; without any, the
	 * session's default header of that name is omitted
	 * @return this
	 */
	RequestSpec header(String name, String... values);

	/**
	 * Change the headers of this request.
	 * @param headers changes the headers that were set so far, without the session's
	 * defaults
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
	 * Send a value as JSON. A string becomes a JSON string; to send JSON text unchanged,
	 * use {@link #body(Object, MediaType)}. Bytes, files, resources, streams and readers
	 * are sent unchanged, as JSON text.
	 * @param value the value; a value that no message converter can write causes an
	 * {@link IllegalArgumentException}
	 * @return this
	 */
	RequestSpec json(Object value);

	/**
	 * Add a form field, sent as {@code application/x-www-form-urlencoded} in UTF-8. A
	 * value that is an {@link Iterable}, a {@link java.util.stream.Stream} or an array
	 * adds a field for each element, and {@code null} adds none. A type without a defined
	 * text form and a file cause an {@link IllegalArgumentException}.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	RequestSpec form(String name, @Nullable Object value);

	/**
	 * Add form fields.
	 * @param fields the fields, with values as in {@link #form(String, Object)}
	 * @return this
	 */
	RequestSpec form(Map<String, ?> fields);

	/**
	 * Add a part of a {@code multipart/form-data} body (RFC 7578) with names in UTF-8,
	 * like browsers. The header {@code Content-Type} selects another multipart type; its
	 * boundary is used, or one is added if it has none. A value that is an
	 * {@link Iterable}, a {@link java.util.stream.Stream} or an array adds a part for
	 * each element, and {@code null} adds none.
	 * @param name the name of the part
	 * @param part a value that {@link #body(Object)} accepts; a number, a date and
	 * similar values are sent as text, and a {@link org.springframework.http.HttpEntity}
	 * with its headers. A value that no message converter can write causes an
	 * {@link IllegalArgumentException}
	 * @return this
	 */
	RequestSpec multipart(String name, @Nullable Object part);

	/**
	 * Add a part with its own file name, type or headers, sent like a part of
	 * {@link #multipart(String, Object)}.
	 * @param name the name of the part
	 * @param part describes the part
	 * @return this
	 */
	RequestSpec part(String name, Consumer<PartSpec> part);

	/**
	 * Send a body. Its content type is derived from the type of the object, unless the
	 * header is set.
	 * @param body a {@code byte[]}, a {@link java.nio.ByteBuffer}, a
	 * {@link java.nio.file.Path}, a {@link java.io.File}, a
	 * {@link org.springframework.core.io.Resource}, an {@link java.io.InputStream} or
	 * {@link java.io.Reader} (sent once and therefore never retried; closed at the end of
	 * the body or of the call, also if the call fails before anything is sent, or this
	 * request cannot be described), a
	 * {@link org.springframework.http.StreamingHttpOutputMessage.Body}, a
	 * {@link CharSequence}, or a value that a message converter can write; any other
	 * value causes an {@link IllegalArgumentException}, and so does a text that its
	 * charset cannot encode, such as one with a lone surrogate, and a second body
	 * @return this
	 */
	RequestSpec body(Object body);

	/**
	 * Send a body with a content type.
	 * @param body a value that {@link #body(Object)} accepts
	 * @param contentType the content type
	 * @return this
	 */
	RequestSpec body(Object body, MediaType contentType);

	/**
	 * Send a cookie with this request only. It replaces the jar's cookie of that name.
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
	 * Set the user on whose behalf this request is made, instead of the user of the
	 * calling thread. Requires credentials on behalf of users
	 * ({@code auth.oauth2.on-behalf-of: user}); with any others the call fails with an
	 * {@link IllegalArgumentException}. With {@code forks.by: user}, the request uses the
	 * fork of this user.
	 * @param name the name under which the user's tokens are stored, as in
	 * {@link java.security.Principal#getName()}; not empty
	 * @return this
	 */
	RequestSpec principal(String name);

	/**
	 * Set the total timeout of this call, which replaces {@code timeout.total}. For a
	 * stream or a download it ends when the body begins.
	 * @param timeout the time, from 1 ms to 24 days
	 * @return this
	 * @throws IllegalArgumentException if the time is shorter or longer
	 */
	RequestSpec timeout(Duration timeout);

	/**
	 * Set the longest silence of the server, which replaces {@code timeout.read}. It is
	 * also the longest time that a line or an event of a stream may take.
	 * @param timeout the time, from 1 ms to 24 days
	 * @return this
	 * @throws IllegalArgumentException if the time is shorter or longer
	 */
	RequestSpec readTimeout(Duration timeout);

	/**
	 * Set whether this call follows redirects.
	 * @param follow whether redirects are followed
	 * @return this
	 */
	RequestSpec followRedirects(boolean follow);

	/**
	 * Set the maximum number of attempts to send this request, which replaces
	 * {@code retry.max-attempts}.
	 * @param maxAttempts the number of attempts, at least 1
	 * @return this
	 */
	RequestSpec maxAttempts(int maxAttempts);

	/**
	 * Set whether this request may be repeated, regardless of its method. An idempotent
	 * request carries an {@code Idempotency-Key} that is the same in each attempt, unless
	 * one was set explicitly or the method is idempotent by definition.
	 * @param idempotent whether sending the request twice has the same effect as once
	 * @return this
	 */
	RequestSpec idempotent(boolean idempotent);

	/**
	 * Set a listener for the progress of a download. Any other call rejects it with an
	 * {@link IllegalArgumentException}.
	 * @param listener receives the progress
	 * @return this
	 */
	RequestSpec onProgress(DownloadListener listener);

}
