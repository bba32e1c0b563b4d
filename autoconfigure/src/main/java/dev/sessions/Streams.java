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
import java.util.function.Function;

import dev.sessions.content.StreamedBody;
import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.SessionHttpClient;
import dev.sessions.transport.Transport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls whose body is read while it comes in. Thread-safe.
 */
final class Streams {

	private final SessionHttpClient client;

	private final Failures failures;

	private final Function<Answer, Response> responses;

	private final Transport transport;

	/**
	 * Create the calls.
	 * @param client sends
	 * @param failures says what went wrong
	 * @param responses makes the session's responses
	 * @param transport has the settings
	 */
	Streams(SessionHttpClient client, Failures failures, Function<Answer, Response> responses, Transport transport) {
		this.client = client;
		this.failures = failures;
		this.responses = responses;
		this.transport = transport;
	}

	/**
	 * Make a call.
	 * @param request the request
	 * @param call its context
	 * @param reader reads the response
	 * @return what the reader made of it
	 * @throws SessionException if the call or the body failed
	 * @throws UncheckedIOException if something else failed that the reader uses
	 */
	<T extends @Nullable Object> T execute(ExchangeRequest request, ExchangeContext call, ResponseReader<T> reader) {
		ClassicHttpResponse head = send(request, call);
		StreamedBody body = new StreamedBody(head.getEntity());
		try {
			return reader.read(response(head, body, request, call));
		}
		catch (IOException | RuntimeException ex) {
			throw translate(ex, body, request, call);
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
			// nobody wants the rest, and its connection is closed
		}
	}

	private ClassicHttpResponse send(ExchangeRequest request, ExchangeContext call) {
		try {
			return this.client.send(request, call);
		}
		catch (IOException ex) {
			throw this.failures.of(ex, request, call);
		}
		catch (RuntimeException ex) {
			throw call.isSessionClosed() ? this.failures.of(ex, request, call) : ex;
		}
	}

	private DefaultStreamedResponse response(ClassicHttpResponse head, StreamedBody body, ExchangeRequest request,
			ExchangeContext call) {
		Duration own = call.readTimeout();
		return new DefaultStreamedResponse((bytes) -> this.responses.apply(new Answer(request, call, head, bytes)),
				body, this.client.settings(request).limits().maxResponseSize().toBytes(),
				(own != null) ? own : this.transport.settings(call).timeout().read());
	}

	/**
	 * What the body did is the session's matter, however the reader has wrapped it.
	 * Anything else is his.
	 */
	private RuntimeException translate(Exception ex, StreamedBody body, ExchangeRequest request, ExchangeContext call) {
		IOException failure = body.failure();
		for (Throwable cause = ex; failure != null && cause != null; cause = cause.getCause()) {
			if (cause == failure) {
				return this.failures.of(failure, request, call);
			}
		}
		return (ex instanceof RuntimeException unchecked) ? unchecked : new UncheckedIOException((IOException) ex);
	}

}
