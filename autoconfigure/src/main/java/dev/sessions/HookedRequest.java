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
 * A request as a {@link RequestHook} sees it. Not thread-safe.
 */
public interface HookedRequest {

	/**
	 * The name of the session.
	 * @return the name
	 */
	String session();

	HttpMethod method();

	/**
	 * Where the request goes, with its query.
	 * @return an absolute URI
	 */
	URI uri();

	/**
	 * The headers: the caller's and the session's default ones. Changes of them are sent.
	 * {@code Content-Length} and {@code Transfer-Encoding} are not for a hook to say. A
	 * name or value that cannot be sent, such as one with a line break, ends the call
	 * with an {@link IllegalArgumentException} before a connection is used.
	 * @return the headers, which can be changed until the hook returns
	 */
	HttpHeaders headers();

}
