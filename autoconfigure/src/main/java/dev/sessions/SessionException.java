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

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;

/**
 * A call that brought no response. Its message names the session, the method, the URI
 * without its query, the attempts made and the time spent. There is a subclass for each
 * cause that a caller may want to tell apart.
 */
public class SessionException extends RestClientException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private final FailedCall call;

	/**
	 * Create an exception.
	 * @param reason what went wrong
	 * @param call the call that failed
	 * @param cause the cause, if any
	 */
	public SessionException(String reason, FailedCall call, @Nullable Throwable cause) {
		super(call.describe(reason), cause);
		this.reason = reason;
		this.call = call;
	}

	/**
	 * What went wrong: the message without what it says of the call.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * The name of the session.
	 * @return the name
	 */
	public String session() {
		return this.call.session();
	}

	/**
	 * The method of the request.
	 * @return the method
	 */
	public HttpMethod method() {
		return this.call.method();
	}

	/**
	 * The URI that failed, without user info and query.
	 * @return the URI
	 */
	public URI uri() {
		return this.call.uri();
	}

	/**
	 * How often the request was sent, or tried to be.
	 * @return the number
	 */
	public int attempts() {
		return this.call.attempts();
	}

	/**
	 * The time that the call took.
	 * @return the time
	 */
	public Duration elapsed() {
		return this.call.elapsed();
	}

}
