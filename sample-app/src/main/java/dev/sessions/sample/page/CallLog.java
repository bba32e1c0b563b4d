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

package dev.sessions.sample.page;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.sessions.SessionException;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Receives each call through the observation on which {@code http.client.requests} is
 * based. That meter is one timer for each template and status, and percentiles of several
 * timers cannot be combined. This class keeps one for each session.
 */
@Component
class CallLog implements ObservationHandler<ClientRequestObservationContext> {

	private final Map<String, SessionCalls> sessions = new ConcurrentHashMap<>();

	SessionCalls of(String session) {
		return this.sessions.computeIfAbsent(session, (name) -> new SessionCalls());
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ClientRequestObservationContext;
	}

	@Override
	public void onStart(ClientRequestObservationContext context) {
		context.put(CallLog.class, System.nanoTime());
	}

	@Override
	public void onStop(ClientRequestObservationContext context) {
		KeyValue session = context.getLowCardinalityKeyValue("session");
		if (session == null) {
			return;
		}
		SessionCalls calls = of(session.getValue());
		calls.ended(System.nanoTime() - context.<Long>getRequired(CallLog.class));
		String cause = cause(context);
		if (cause != null) {
			calls.failed(new Failure(Instant.now().getEpochSecond(), call(context), cause));
		}
	}

	private static String call(ClientRequestObservationContext context) {
		String method = (context.getCarrier() != null) ? context.getCarrier().getMethod().name() : "";
		return (context.getUriTemplate() != null) ? method + " " + context.getUriTemplate() : method;
	}

	private static @Nullable String cause(ClientRequestObservationContext context) {
		@Nullable Throwable error = context.getError();
		if (error != null) {
			String message = (error instanceof SessionException failure) ? failure.reason() : error.getMessage();
			return (message != null) ? message : error.getClass().getSimpleName();
		}
		KeyValue status = context.getLowCardinalityKeyValue("status");
		return (status != null && status.getValue().compareTo("400") >= 0) ? "Status " + status.getValue() : null;
	}

}
