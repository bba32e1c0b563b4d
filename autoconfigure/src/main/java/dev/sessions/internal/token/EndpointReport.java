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

package dev.sessions.internal.token;

import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the duration of token requests to the listeners of a call. A failing listener
 * does not affect the token.
 *
 * @param description a description of the requested token, for messages
 */
public record EndpointReport(String description) {

	private static final Logger logger = LoggerFactory.getLogger(EndpointReport.class);

	/**
	 * Send a request and report its duration.
	 * @param <T> the type of the issued object
	 * @param call the call that needs the token
	 * @param request sends the request
	 * @return the issued object, or {@code null} if the request was not sent
	 * @throws TokenRequestException if the endpoint issues nothing; not reported if the
	 * session is closed, because closing aborts the request
	 */
	public <T extends @Nullable Object> T timed(AuthScope call, Supplier<T> request) {
		long begun = call.time().nanoTime();
		try {
			T issued = request.get();
			if (issued != null) {
				report(() -> call.issued(call.time().nanoTime() - begun, true));
			}
			return issued;
		}
		catch (TokenRequestException ex) {
			if (!call.isSessionClosed()) {
				report(() -> call.issued(call.time().nanoTime() - begun, false));
			}
			throw ex;
		}
	}

	/**
	 * Report the time that a call waited for another instance.
	 */
	void waited(AuthScope call, long nanos) {
		report(() -> call.tokenWait(nanos));
	}

	private void report(Runnable notification) {
		try {
			notification.run();
		}
		catch (Throwable ex) {
			logger.debug("A listener for {} failed", this.description, ex);
		}
	}

}
