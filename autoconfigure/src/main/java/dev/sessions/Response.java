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

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClientResponseException;

/**
 * The answer to a request, read whole. Its connection is back in the pool. Thread-safe.
 */
public interface Response {

	HttpStatusCode status();

	/**
	 * Whether the status is below 400, as {@code requests} says it.
	 * @return whether there was no error
	 */
	boolean ok();

	/**
	 * The headers.
	 * @return a read-only view
	 */
	HttpHeaders headers();

	/**
	 * The media type of the body.
	 * @return the type, or {@code null} if the server named none that can be understood
	 */
	@Nullable MediaType contentType();

	/**
	 * The body as text, in the charset of its content type, else UTF-8.
	 * @return the text, empty if there is no body; never fails for a status
	 */
	String text();

	/**
	 * The decoded body.
	 * @return a copy, empty if there is no body; never fails for a status
	 */
	byte[] bytes();

	/**
	 * Read the body with Spring's message converters.
	 * @param <T> the type
	 * @param type the type
	 * @return the value, or {@code null} if there is no body
	 * @throws RestClientResponseException for a status of 400 or more: the subclass that
	 * Spring has for it
	 * @throws org.springframework.web.client.RestClientException if no converter reads
	 * the content type into the type, or the body is not of that form
	 */
	<T> @Nullable T as(Class<T> type);

	/**
	 * Read the body with Spring's message converters into a generic type.
	 * @param <T> the type
	 * @param type the type
	 * @return the value, or {@code null} if there is no body
	 * @throws RestClientResponseException for a status of 400 or more
	 * @throws org.springframework.web.client.RestClientException as for
	 * {@link #as(Class)}
	 */
	<T> @Nullable T as(ParameterizedTypeReference<T> type);

	/**
	 * Fail if the status is an error.
	 * @return this
	 * @throws RestClientResponseException for a status of 400 or more: the subclass that
	 * Spring has for it
	 */
	Response raiseForStatus();

	/**
	 * The URI that answered, after redirects. A key that the session added to the query
	 * is not in it.
	 * @return the URI
	 */
	URI uri();

	/**
	 * The redirects that were followed, in order.
	 * @return an unmodifiable list
	 */
	List<Redirect> history();

	/**
	 * How often the request was sent: 1 and the number of retries. A redirect does not
	 * count.
	 * @return the number
	 */
	int attempts();

	/**
	 * The time from the start of the call until the body was read.
	 * @return the time
	 */
	Duration elapsed();

	/**
	 * The cookies that this response set and the session accepted or would have accepted
	 * if it kept cookies.
	 * @return an unmodifiable list
	 */
	List<Cookie> cookies();

}
