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

import java.util.ArrayList;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.observation.SessionObservationAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.JdkClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRestClientAutoConfiguration}.
 */
class SessionRestClientAutoConfigurationTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final ApplicationContextRunner own = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionRestClientAutoConfiguration.class))
		.withPropertyValues("sessions.github.base-url=" + this.server.url());

	private final ApplicationContextRunner runner = this.own
		.withConfiguration(AutoConfigurations.of(RestClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class));

	@Test
	void customizersCustomizeTheClientsOfSessions() {
		this.runner.withBean(RestClientCustomizer.class, () -> (client) -> client.defaultHeader("X-Client", "1"))
			.run((context) -> {
				context.getBean("github", Session.class).restClient().get().uri("/x").retrieve().toBodilessEntity();
				assertThat(this.server.request().header("X-Client")).isEqualTo("1");
			});
	}

	@Test
	void customizersDoNotReplaceTheSession() {
		this.runner
			.withBean(RestClientCustomizer.class,
					() -> (client) -> client.requestFactory(new JdkClientHttpRequestFactory())
						.baseUrl("http://127.0.0.1:1"))
			.withPropertyValues("sessions.github.headers.x-session=1")
			.run((context) -> {
				context.getBean("github", Session.class).restClient().get().uri("/x").retrieve().toBodilessEntity();
				assertThat(this.server.request().header("X-Session")).isEqualTo("1");
			});
	}

	@Test
	void callIsObservedOnce() {
		List<String> observed = new ArrayList<>();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				observed.add(context.getName());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		this.runner.withBean(ObservationRegistry.class, () -> registry)
			.withConfiguration(AutoConfigurations.of(SessionObservationAutoConfiguration.class,
					RestClientObservationAutoConfiguration.class))
			.run((context) -> {
				assertThat(context.getBeanProvider(RestClientCustomizer.class).stream()).isNotEmpty();
				context.getBean("github", Session.class).restClient().get().uri("/x").retrieve().toBodilessEntity();
				assertThat(observed).containsExactly("http.client.requests");
			});
	}

	@Test
	void sessionsWorkWithoutTheModule() {
		this.own.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("namedSessionRestClients");
			context.getBean("github", Session.class).restClient().get().uri("/x").retrieve().toBodilessEntity();
			assertThat(this.server.requests()).hasSize(1);
		});
	}

}
