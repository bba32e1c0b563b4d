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

import java.io.Serializable;
import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * A redirect that was followed. Immutable.
 *
 * @param status the status of the redirect
 * @param uri the URI whose response is the redirect
 * @param headers the headers of the redirect as the server sent them, including
 * {@code Location}, which may contain the session's API key if the server echoes it
 */
public record Redirect(HttpStatusCode status, URI uri, HttpHeaders headers) implements Serializable {

	/**
	 * Omits queries and the values of headers, which may be secrets.
	 */
	@Override
	public String toString() {
		return "Redirect[status=" + this.status + ", uri=" + CallUris.withoutQuery(this.uri) + ", headers="
				+ this.headers.headerNames() + "]";
	}

}
