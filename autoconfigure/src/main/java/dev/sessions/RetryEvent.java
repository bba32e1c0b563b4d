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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;

/**
 * A retry that is about to happen: a request of a session will be sent again. Immutable.
 *
 * @param session the name of the session
 * @param method the method
 * @param uri the URI of the failed attempt, after redirects, without its query
 * @param uriTemplate the template of the call's URI, or {@code null} if there was none
 * @param attempt the number of the attempt that failed, from 1
 * @param status the status of the response, or {@code null} if there was no response
 * @param failure the failure, or {@code null} if there was a response
 * @param reason the reason: the status as a number, {@code connect} if no connection was
 * opened, {@code timeout} if the server was silent, or {@code broken} if the connection
 * broke
 * @param delay the wait before the next attempt
 */
public record RetryEvent(String session, HttpMethod method, URI uri, @Nullable String uriTemplate, int attempt,
		@Nullable HttpStatusCode status, @Nullable IOException failure, String reason, Duration delay) {

	/**
	 * Omits the template, whose query may contain concatenated secrets.
	 */
	@Override
	public String toString() {
		return "RetryEvent[session=" + this.session + ", method=" + this.method + ", uri=" + this.uri + ", attempt="
				+ this.attempt + ", reason=" + this.reason + ", failure=" + this.failure + ", delay=" + this.delay
				+ "]";
	}

}
