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

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;

/**
 * The head of a response that is passed to a {@link ResponseHook}. Not thread-safe.
 */
public interface HookedResponse {

	/**
	 * Return the name of the session.
	 * @return the name
	 */
	String session();

	/**
	 * Return the method of the request for this response. A redirect may have changed it.
	 * @return the method
	 */
	HttpMethod method();

	/**
	 * Return the URI of the response. It does not contain an API key that the session
	 * added to the query.
	 * @return an absolute URI
	 */
	URI uri();

	/**
	 * Return the status of the response.
	 * @return the status
	 */
	HttpStatusCode status();

	/**
	 * Return the headers as received, including those of an encoded body.
	 * @return a read-only view
	 */
	HttpHeaders headers();

}
