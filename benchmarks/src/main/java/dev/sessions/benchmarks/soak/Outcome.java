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

package dev.sessions.benchmarks.soak;

import dev.sessions.ConnectFailedException;
import dev.sessions.ConnectTimeoutException;
import dev.sessions.LeaseTimeoutException;
import dev.sessions.ReadTimeoutException;
import dev.sessions.Response;
import dev.sessions.SessionException;
import dev.sessions.TooManyRedirectsException;
import dev.sessions.TotalTimeoutException;

/**
 * The outcome of a call.
 */
enum Outcome {

	/**
	 * The right response.
	 */
	ANSWERED,

	/**
	 * An error status.
	 */
	ERROR_STATUS,

	/**
	 * No connection from the pool, or none to the server.
	 */
	NO_CONNECTION,

	/**
	 * A read timeout or the total timeout.
	 */
	TIMEOUT,

	/**
	 * Too many redirects.
	 */
	REDIRECTS,

	/**
	 * A truncated or invalid response.
	 */
	BROKEN,

	/**
	 * The response to another call.
	 */
	WRONG,

	/**
	 * An exception that a session never throws.
	 */
	UNEXPECTED;

	static Outcome of(Response response, int id) {
		if (!response.ok()) {
			return ERROR_STATUS;
		}
		return response.text().trim().equals(Integer.toString(id)) ? ANSWERED : WRONG;
	}

	static Outcome of(Throwable failure) {
		if (failure instanceof LeaseTimeoutException || failure instanceof ConnectFailedException
				|| failure instanceof ConnectTimeoutException) {
			return NO_CONNECTION;
		}
		if (failure instanceof ReadTimeoutException || failure instanceof TotalTimeoutException) {
			return TIMEOUT;
		}
		if (failure instanceof TooManyRedirectsException) {
			return REDIRECTS;
		}
		return (failure instanceof SessionException) ? BROKEN : UNEXPECTED;
	}

}
