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

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.content.BodyBytes;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Executes calls whose response body is read into memory: sends the request, reads the
 * body, releases the connection, and translates failures to session exceptions.
 * Thread-safe.
 *
 * @param client sends the requests
 * @param failures translates failures
 */
record BufferedCalls(SessionHttpClient client, FailureTranslator failures) {

	/**
	 * Return the calls of the fork that applies to the current call.
	 * @param principal the user of the call, or {@code null} if it specifies none
	 */
	BufferedCalls chosen(@Nullable String principal) {
		SessionHttpClient chosen = this.client.chosen(principal);
		return (chosen != this.client) ? new BufferedCalls(chosen, this.failures) : this;
	}

	/**
	 * Bind a series of calls to the user of the first one.
	 */
	ExchangeOptions bound(ExchangeOptions options) {
		return this.client.bound(options);
	}

	/**
	 * Execute a call.
	 * @param request the request
	 * @param options the call's own options
	 * @param responses creates the response
	 * @return the response
	 * @throws SessionException if no response was received
	 */
	<R> R execute(ExchangeRequest request, ExchangeOptions options, ResponseFactory<R> responses) {
		ExchangeContext call = this.client.begin(request, options);
		try (ClassicHttpResponse response = this.client.send(call)) {
			return responses.create(call, response, BodyBytes.read(response.getEntity()));
		}
		catch (IOException | RuntimeException ex) {
			throw this.failures.translate(ex, call);
		}
	}

}
