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

import dev.sessions.content.WholeBody;
import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.SessionHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Makes the calls of a session: sends, reads the body whole, gives the connection back,
 * and says in the session's words what went wrong. Thread-safe.
 */
final class Calls {

	private final SessionHttpClient client;

	private final Failures failures;

	Calls(SessionHttpClient client, Failures failures) {
		this.client = client;
		this.failures = failures;
	}

	/**
	 * Make a call.
	 * @param request the request
	 * @param call its context
	 * @return the answer
	 * @throws SessionException if there is none
	 */
	Answer execute(ExchangeRequest request, ExchangeContext call) {
		try (ClassicHttpResponse response = this.client.send(request, call)) {
			return new Answer(request, call, response, WholeBody.read(response.getEntity()));
		}
		catch (IOException ex) {
			throw this.failures.of(ex, request, call);
		}
		catch (RuntimeException ex) {
			if (call.isSessionClosed()) {
				throw this.failures.of(ex, request, call);
			}
			throw ex;
		}
	}

}
