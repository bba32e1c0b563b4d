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

/**
 * The head of a request that is passed to a {@link RequestHook}. Not thread-safe.
 */
public interface HookedRequest {

	/**
	 * Return the name of the session.
	 * @return the name
	 */
	String session();

	/**
	 * Return the method of the request.
	 * @return the method
	 */
	HttpMethod method();

	/**
	 * Return the target URI of the request, with its query.
	 * @return an absolute URI
	 */
	URI uri();

	/**
	 * Return the headers of the caller and the session's default headers. Changes are
	 * sent. {@code Content-Length} and {@code Transfer-Encoding} are derived from the
	 * body and cannot be changed. A name or value that cannot be sent, such as one with a
	 * line break, ends the call with an {@link IllegalArgumentException} before a
	 * connection is used.
	 * @return the headers, mutable until the hook returns
	 */
	HttpHeaders headers();

}
