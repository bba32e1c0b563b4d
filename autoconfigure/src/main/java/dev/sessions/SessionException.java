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

import dev.sessions.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;

/**
 * Thrown when a call ends without a response. The message contains the session, the
 * method, the URI without its query, the number of attempts and the elapsed time.
 * Subclasses exist for the causes that callers may want to handle differently.
 */
public class SessionException extends RestClientException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private final FailedCall call;

	/**
	 * Create an exception.
	 * @param reason the reason of the failure; each control character becomes a space
	 * @param call the call that failed
	 * @param cause the cause, if any
	 */
	public SessionException(String reason, FailedCall call, @Nullable Throwable cause) {
		super(call.describe(PlainText.of(reason)), cause);
		this.reason = PlainText.of(reason);
		this.call = call;
	}

	/**
	 * Return the reason of the failure: the message without the description of the call.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return the name of the session.
	 * @return the name
	 */
	public String session() {
		return this.call.session();
	}

	/**
	 * Return the method of the request.
	 * @return the method
	 */
	public HttpMethod method() {
		return this.call.method();
	}

	/**
	 * Return the URI that failed, without user info and query.
	 * @return the URI
	 */
	public URI uri() {
		return this.call.uri();
	}

	/**
	 * Return the number of attempts to send the request, without redirects.
	 * @return the number, at least 1, even if nothing was sent
	 */
	public int attempts() {
		return this.call.attempts();
	}

	/**
	 * Return the duration of the call, with all waits, attempts and redirects.
	 * @return the duration
	 */
	public Duration elapsed() {
		return this.call.elapsed();
	}

}
