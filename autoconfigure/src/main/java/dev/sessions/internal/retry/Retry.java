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

package dev.sessions.internal.retry;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A decision to send a request again.
 *
 * @param request the request as it was sent
 * @param attempt the number of the failed attempt, from 1, counted over the call
 * @param status the status of the response, or 0 if there was none
 * @param failure the failure, or {@code null} if there was a response
 * @param delay the wait before the next attempt
 */
public record Retry(HttpRequest request, int attempt, int status, @Nullable IOException failure, Duration delay) {

	/**
	 * Return the reason in a form with few values.
	 * @return the status, {@code connect} if no connection was opened, {@code timeout} if
	 * the server did not respond in time, or {@code broken} for any other failure
	 */
	public String reason() {
		if (this.failure == null) {
			return String.valueOf(this.status);
		}
		if (RetryRules.wasNeverSent(this.failure)) {
			return "connect";
		}
		return (this.failure instanceof SocketTimeoutException) ? "timeout" : "broken";
	}

}
