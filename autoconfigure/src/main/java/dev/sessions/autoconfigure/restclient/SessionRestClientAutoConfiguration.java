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

package dev.sessions.autoconfigure.restclient;

import dev.sessions.SessionCustomizer;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration that applies the application's {@link RestClientCustomizer}s to the
 * RestClients of sessions.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class)
@ConditionalOnClass(RestClientCustomizer.class)
public final class SessionRestClientAutoConfiguration {

	/**
	 * Replaces the connections of a client in tests. Those of a session are replaced
	 * below its policies.
	 */
	private static final String MOCK_SERVER = "org.springframework.boot.restclient.test.MockServerRestClientCustomizer";

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SessionCustomizer namedSessionRestClients(ObjectProvider<RestClientCustomizer> customizers) {
		return (name, builder) -> builder.restClient((client) -> customize(client, customizers));
	}

	private static void customize(RestClient.Builder client, ObjectProvider<RestClientCustomizer> customizers) {
		customizers.orderedStream()
			.filter((customizer) -> !MOCK_SERVER.equals(customizer.getClass().getName()))
			.forEach((customizer) -> customizer.customize(client));
		// the session observes its calls itself, whichever face they come through
		client.observationRegistry(ObservationRegistry.NOOP);
	}

}
