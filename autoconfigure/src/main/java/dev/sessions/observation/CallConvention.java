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

package dev.sessions.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Applies the convention of Spring or of the application to a session's calls, and adds
 * the name of the session. The result of Spring's own convention depends on few
 * properties of a call, so it is computed once for each combination of them. Thread-safe.
 */
final class CallConvention implements ClientRequestObservationConvention {

	/**
	 * The maximum number of cached combinations. Only an application that uses URIs
	 * without templates has more.
	 */
	private static final int MAX_KEPT = 1000;

	private final KeyValue session;

	private final ClientRequestObservationConvention convention;

	private final boolean springs;

	private final Map<Key, CallKeyValues> kept = new ConcurrentHashMap<>();

	CallConvention(String session, ClientRequestObservationConvention convention) {
		this.session = KeyValue.of("session", session);
		this.convention = convention;
		this.springs = convention.getClass() == DefaultClientRequestObservationConvention.class;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ClientRequestObservationContext context) {
		CallKeyValues common = common(context);
		if (common != null && context instanceof CallContext call && call.use(common, this)) {
			return KeyValues.empty();
		}
		return (common != null) ? common.lowCardinality() : determine(context);
	}

	/**
	 * A context that uses common key values requests these itself.
	 */
	@Override
	public KeyValues getHighCardinalityKeyValues(ClientRequestObservationContext context) {
		return (context instanceof CallContext call && call.common() != null) ? KeyValues.empty()
				: highCardinality(context);
	}

	KeyValues highCardinality(ClientRequestObservationContext context) {
		return this.convention.getHighCardinalityKeyValues(context);
	}

	@Override
	public @Nullable String getName() {
		return this.convention.getName();
	}

	@Override
	public @Nullable String getContextualName(ClientRequestObservationContext context) {
		CallKeyValues common = (context instanceof CallContext call) ? call.common() : null;
		return (common != null) ? common.contextualName() : this.convention.getContextualName(context);
	}

	private KeyValues determine(ClientRequestObservationContext context) {
		return this.convention.getLowCardinalityKeyValues(context).and(this.session);
	}

	/**
	 * Return the key values that a call has in common with others, or {@code null} if the
	 * call has failed, the convention is not Spring's, or the cache is full.
	 */
	private @Nullable CallKeyValues common(ClientRequestObservationContext context) {
		if (!this.springs || context.getError() != null || !(context.getCarrier() instanceof ObservedRequest request)) {
			return null;
		}
		ClientHttpResponse response = context.getResponse();
		Key key = new Key(request.methodName(), String.valueOf(context.getUriTemplate()), request.hostName(),
				(response instanceof ObservedResponse observed) ? observed.code() : 0);
		CallKeyValues known = this.kept.get(key);
		if (known == null && this.kept.size() < MAX_KEPT) {
			known = new CallKeyValues(determine(context), this.convention.getContextualName(context));
			this.kept.put(key, known);
		}
		return known;
	}

	/**
	 * The properties that determine the key values of a call without a failure.
	 *
	 * @param method the method
	 * @param template the template of the URI
	 * @param host the host
	 * @param status the status, or 0 before there is one
	 */
	private record Key(String method, String template, String host, int status) {

	}

}
