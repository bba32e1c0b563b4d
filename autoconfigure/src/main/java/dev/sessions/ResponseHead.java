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
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClientResponseException;

/**
 * The head of a response: the status, the headers, and the attempts and redirects of the
 * call. Thread-safe.
 */
public interface ResponseHead {

	/**
	 * Return the status of the response.
	 * @return the status
	 */
	HttpStatusCode status();

	/**
	 * Return whether the status is below 400, like {@code ok} of Python's
	 * {@code requests}.
	 * @return whether the status is not an error
	 */
	boolean ok();

	/**
	 * Return the headers.
	 * @return a read-only view
	 */
	HttpHeaders headers();

	/**
	 * Return the media type of the body.
	 * @return the type, or {@code null} if the server sent none or an invalid one
	 */
	@Nullable MediaType contentType();

	/**
	 * Throw an exception if the status is an error.
	 * @return this
	 * @throws RestClientResponseException for a status of 400 or more, as Spring's
	 * subclass for that status
	 */
	ResponseHead raiseForStatus();

	/**
	 * Return the URI of the response, after redirects. It does not contain an API key
	 * that the session added to the query.
	 * @return the URI
	 */
	URI uri();

	/**
	 * Return the redirects that were followed, in order.
	 * @return an unmodifiable list
	 */
	List<Redirect> history();

	/**
	 * Return the number of attempts: 1 plus the number of retries. Redirects do not
	 * count.
	 * @return the number
	 */
	int attempts();

	/**
	 * Return the time from the start of the call until the head was read, or until the
	 * body was read if it is read into memory.
	 * @return the time
	 */
	Duration elapsed();

	/**
	 * Return the cookies that this response set and the session accepted, or would have
	 * accepted if its cookies were enabled.
	 * @return an unmodifiable list
	 */
	List<Cookie> cookies();

	/**
	 * Return the links of the {@code Link} headers (RFC 8288), so that
	 * {@code links().get("next")} is the next page. Invalid links, links whose context is
	 * another resource ({@code anchor}), and links after the first 256 relations are
	 * ignored.
	 * @return an unmodifiable map from the relation in lower case to its first link
	 */
	Map<String, Link> links();

}
