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

package dev.sessions.test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import dev.sessions.internal.concurrent.WaitScope;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;

/**
 * A request at the point where a connection would be leased: all policies of its session
 * have been applied.
 */
final class MockSessionRequest extends MockClientHttpRequest {

	private final HttpClientContext call;

	private final TransportSettings settings;

	private final Answers answers;

	private final @Nullable String callerQuery;

	MockSessionRequest(HttpMethod method, URI uri, ExecChain.Scope scope, TransportSettings settings, Answers answers) {
		super(method, uri);
		this.call = scope.clientContext;
		this.callerQuery = PathAndQuery.query(String.valueOf(scope.originalRequest.getPath()));
		this.settings = settings;
		this.answers = answers;
	}

	@Override
	protected ClientHttpResponse executeInternal() throws IOException {
		return this.answers.answer(this);
	}

	ReceivedRequest received() {
		return new ReceivedRequest(getMethod(), getURI(), getHeaders(), getBodyAsBytes(), this.callerQuery);
	}

	Duration connectTimeout() {
		return this.settings.timeout().connect();
	}

	/**
	 * Return the read timeout of the call.
	 */
	Duration readTimeout() {
		Timeout timeout = this.call.getRequestConfigOrDefault().getResponseTimeout();
		return (timeout != null && timeout.isEnabled()) ? timeout.toDuration() : this.settings.timeout().total();
	}

	/**
	 * Wait on the clock of the session.
	 * @param duration the duration of the wait
	 * @throws IOException if the call ends earlier
	 */
	void pause(Duration duration) throws IOException {
		if (this.call instanceof WaitScope scope) {
			scope.waits().pause(duration.toNanos());
		}
	}

	/**
	 * Responds to requests.
	 */
	@FunctionalInterface
	interface Answers {

		ClientHttpResponse answer(MockSessionRequest request) throws IOException;

	}

}
