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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.retry.Retry;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;

/**
 * Collects the retry listeners of a session, in the order in which they are called.
 */
final class RetryListeners {

	private final List<RetryListener> listeners = new ArrayList<>();

	void add(RetryListener listener) {
		this.listeners.add(Objects.requireNonNull(listener, "listener"));
	}

	/**
	 * The listener that calls all of them.
	 * @param session the name of the session
	 * @return the listener, or {@code null} if there are none
	 */
	@Nullable TransportListener of(String session) {
		if (this.listeners.isEmpty()) {
			return null;
		}
		List<RetryListener> copy = List.copyOf(this.listeners);
		return new TransportListener() {

			@Override
			public void retrying(ExchangeContext call, Retry retry) {
				RetryEvent event = event(session, call, retry);
				copy.forEach((listener) -> listener.onRetry(event));
			}

		};
	}

	private static RetryEvent event(String session, ExchangeContext call, Retry retry) {
		return new RetryEvent(session, HttpMethod.valueOf(retry.request().getMethod()),
				CallUris.withoutQuery(CallUris.hopUri(retry.request())), call.uriTemplate(), retry.attempt(),
				(retry.status() > 0) ? HttpStatusCode.valueOf(retry.status()) : null, retry.failure(), retry.reason(),
				retry.delay());
	}

}
