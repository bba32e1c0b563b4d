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

import java.io.IOException;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.net.PathAndQuery;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.ClientRequestObservationConvention;

/**
 * Observes a call. The observation covers the rest of the chain and ends with the
 * response's body.
 */
final class ObservationHandler implements ExecChainHandler {

	private final ObservationRegistry registry;

	private final CallConvention convention;

	ObservationHandler(String session, ObservationRegistry registry, ClientRequestObservationConvention convention) {
		this.registry = registry;
		this.convention = new CallConvention(session, convention);
	}

	@Override
	@SuppressWarnings("try") // the scope is only closed
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ClientRequestObservationContext context = context(request, scope);
		Observation observation = Observation
			.createNotStarted(this.convention, this.convention, () -> context, this.registry)
			.start();
		if (scope.clientContext instanceof ExchangeContext call) {
			call.observedBy(new ObservedCall(observation));
		}
		ClassicHttpResponse response;
		try (Observation.Scope observed = observation.openScope()) {
			response = chain.proceed(request, scope);
		}
		catch (IOException | HttpException | RuntimeException ex) {
			observation.error(explained(ex, scope.clientContext));
			observation.stop();
			throw ex;
		}
		context.setResponse(new ObservedResponse(response));
		stopWithBody(observation, response, scope.clientContext);
		return response;
	}

	private static ClientRequestObservationContext context(ClassicHttpRequest request, ExecChain.Scope scope) {
		ClientRequestObservationContext context = new CallContext(
				new ObservedRequest(scope.route.getTargetHost(), request, scope.originalRequest));
		context.setUriTemplate(template(scope.clientContext));
		return context;
	}

	private static void stopWithBody(Observation observation, ClassicHttpResponse response, HttpContext context) {
		HttpEntity entity = response.getEntity();
		if (entity != null) {
			response.setEntity(new ObservedEntity(entity, observation, context));
		}
		else {
			observation.stop();
		}
	}

	/**
	 * Return the exception that the caller receives, which distinguishes an open circuit
	 * breaker from a full bulkhead.
	 */
	static Exception explained(Exception failure, HttpContext context) {
		return (context instanceof ExchangeContext call) ? call.explained(failure) : failure;
	}

	private static @Nullable String template(HttpContext context) {
		String template = (context instanceof ExchangeContext exchange) ? exchange.uriTemplate() : null;
		return (template != null) ? PathAndQuery.path(template) : null;
	}

}
