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

import java.util.List;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.retry.Retry;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;

/**
 * Calls the retry listeners of a session, in the order of their addition.
 *
 * @param session the name of the session
 * @param listeners the listeners
 */
record RetryListeners(String session, List<RetryListener> listeners) implements TransportListener {

	@Override
	public void retrying(ExchangeContext call, Retry retry) {
		RetryEvent event = new RetryEvent(this.session, HttpMethod.valueOf(retry.request().getMethod()),
				CallUris.withoutQuery(CallUris.hopUri(retry.request())), call.uriTemplate(), retry.attempt(),
				(retry.status() > 0) ? HttpStatusCode.valueOf(retry.status()) : null, retry.failure(), retry.reason(),
				retry.delay());
		this.listeners.forEach((listener) -> listener.onRetry(event));
	}

}
