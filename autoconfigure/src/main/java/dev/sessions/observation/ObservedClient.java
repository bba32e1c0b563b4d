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

import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import org.springframework.http.client.observation.ClientRequestObservationConvention;

/**
 * Adds the observation on top of a session's chain, unless the registry is a no-op.
 * Customizations with the same components are equal, so that a client is not observed
 * twice.
 *
 * @param session the name of the session
 * @param registry the registry to observe with
 * @param convention the convention for names and key values
 */
record ObservedClient(String session, ObservationRegistry registry,
		ClientRequestObservationConvention convention) implements Consumer<HttpClientBuilder> {

	@Override
	public void accept(HttpClientBuilder client) {
		if (!this.registry.isNoop()) {
			client.addExecInterceptorFirst("observation",
					new ObservationHandler(this.session, this.registry, this.convention));
		}
	}

}
