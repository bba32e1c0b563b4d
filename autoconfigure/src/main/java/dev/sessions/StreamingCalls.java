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
import java.io.UncheckedIOException;
import java.time.Duration;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.content.StreamedBody;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Executes calls whose response body is streamed. Thread-safe.
 *
 * @param client sends the requests
 * @param failures translates failures
 * @param responses creates the session's responses
 * @param transport the transport, which provides the settings
 */
record StreamingCalls(SessionHttpClient client, FailureTranslator failures, ResponseFactory<Response> responses,
		Transport transport) {

	/**
	 * Execute a call.
	 * @param request the request
	 * @param options the call's own options
	 * @param reader reads the response
	 * @return the result of the reader
	 * @throws SessionException if the call failed or the body could not be read
	 * @throws UncheckedIOException if the reader failed for another reason
	 */
	<T extends @Nullable Object> T execute(ExchangeRequest request, ExchangeOptions options, ResponseReader<T> reader) {
		ExchangeContext call = this.client.begin(request, options);
		long maxSize = this.transport.settings(call).limits().maxResponseSize().toBytes();
		ClassicHttpResponse head = send(call);
		StreamedBody body = new StreamedBody(head.getEntity());
		try {
			return reader.read(response(head, body, maxSize, call));
		}
		catch (IOException | RuntimeException ex) {
			throw translate(ex, body, call);
		}
		finally {
			body.close();
			close(head);
		}
	}

	private static void close(ClassicHttpResponse head) {
		try {
			head.close();
		}
		catch (IOException ex) {
			// the rest of the body is not needed, and the connection is closed
		}
	}

	private ClassicHttpResponse send(ExchangeContext call) {
		try {
			return this.client.send(call);
		}
		catch (IOException | RuntimeException ex) {
			throw this.failures.translate(ex, call);
		}
	}

	/**
	 * Create the response. The size limit is that of the settings at the start of the
	 * call, the read timeout that of its last hop.
	 */
	private DefaultStreamedResponse response(ClassicHttpResponse head, StreamedBody body, long maxSize,
			ExchangeContext call) {
		Duration readTimeout = call.readTimeout();
		return new DefaultStreamedResponse(call, head, this.responses, body, maxSize,
				(readTimeout != null) ? readTimeout : this.transport.settings(call).timeout().read());
	}

	/**
	 * Translate a failure of the body to a session exception, even if the reader has
	 * wrapped it. Any other exception is the reader's own.
	 */
	private RuntimeException translate(Exception ex, StreamedBody body, ExchangeContext call) {
		IOException failure = body.failure();
		for (Throwable cause = ex; failure != null && cause != null; cause = cause.getCause()) {
			if (cause == failure) {
				return this.failures.translate(failure, call);
			}
		}
		return (ex instanceof RuntimeException unchecked) ? unchecked : new UncheckedIOException((IOException) ex);
	}

}
