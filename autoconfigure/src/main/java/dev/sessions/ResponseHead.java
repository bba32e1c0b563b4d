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
 * What is known of an answer before its body is read. Thread-safe.
 */
public interface ResponseHead {

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
	 * Fail if the status is an error.
	 * @return this
	 * @throws RestClientResponseException for a status of 400 or more: the subclass that
	 * Spring has for it
	 */
	ResponseHead raiseForStatus();

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
	 * The time from the start of the call until the answer was read: its body, too, where
	 * that is read whole.
	 * @return the time
	 */
	Duration elapsed();

	/**
	 * The cookies that this response set and the session accepted or would have accepted
	 * if it kept cookies.
	 * @return an unmodifiable list
	 */
	List<Cookie> cookies();

	/**
	 * The links of the {@code Link} headers (RFC 8288), so that
	 * {@code links().get("next")} is the next page. Text that is no link is left out, and
	 * so is a link that does not begin here ({@code anchor}).
	 * @return an unmodifiable map from the relation in lower case to its first link
	 */
	Map<String, Link> links();

}
