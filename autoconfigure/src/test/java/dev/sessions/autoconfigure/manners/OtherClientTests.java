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

package dev.sessions.autoconfigure.manners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.sessions.ReadTimeoutException;
import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.client.SessionHttpClientSettingsAutoConfiguration;
import dev.sessions.autoconfigure.restclient.SessionRestClientAutoConfiguration;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of sessions beside the other clients of an application, and of the settings of
 * all clients.
 */
class OtherClientTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionHttpClientSettingsAutoConfiguration.class,
						SessionRestClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
						ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class))
		.withPropertyValues("sessions.github.base-url=" + this.server.url());

	@Test
	@DisplayName("other client carries nothing of a session (others_clean)")
	void otherClientCarriesNothingOfASession() {
		this.server.on("/login", Reply.ok("in").cookie("sid=1"));
		this.runner
			.withPropertyValues("sessions.github.auth.bearer.token=t0ken", "sessions.github.headers.X-Tenant=a",
					"sessions.github.params.key=k")
			.run((context) -> {
				context.getBean(Session.class).get("/login");
				RestClient other = context.getBean(RestClient.Builder.class).build();
				other.get().uri(this.server.url("/other")).retrieve().toBodilessEntity();
				assertThat(this.server.request("/other").headers())
					.noneMatch((header) -> header.name().matches("(?i)authorization|x-tenant|cookie"));
				assertThat(this.server.request("/other").query()).isNull();
			});
	}

	@Test
	@DisplayName("changed request factory is documented with its remedy (others_restclient)")
	void changedRequestFactoryIsDocumentedWithTheRemedy() throws IOException {
		this.runner.run((context) -> assertThat(context.getBean(RestClient.Builder.class)).extracting("requestFactory")
			.isInstanceOf(HttpComponentsClientHttpRequestFactory.class));
		this.runner.withPropertyValues("spring.http.clients.imperative.factory=jdk")
			.run((context) -> assertThat(context.getBean(RestClient.Builder.class)).extracting("requestFactory")
				.isInstanceOf(JdkClientHttpRequestFactory.class));
		assertThat(Files.readString(Path.of("../docs/starter.md")))
			.contains("spring.http.clients.imperative.factory=jdk");
	}

	@Test
	@DisplayName("read timeout of all clients applies (clients_read_timeout)")
	void readTimeoutOfAllClientsCounts() throws IOException {
		this.server.on("/silent", Faults.silence());
		this.runner.withPropertyValues("spring.http.clients.read-timeout=300ms", "sessions.github.retry.max-attempts=1")
			.run((context) -> assertThatExceptionOfType(ReadTimeoutException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/silent")));
		assertThat(Files.readString(Path.of("../starter/pom.xml")))
			.contains("<artifactId>spring-boot-http-client</artifactId>");
	}

	@Test
	@DisplayName("default of sessions overrides that of all clients (clients_default)")
	void defaultOfSessionsOverridesThatOfAllClients() {
		this.runner.withPropertyValues("spring.http.clients.read-timeout=300ms", "sessions.default.timeout.read=5s")
			.run((context) -> assertThat(Environments.settings(context, "github").timeout().read())
				.isEqualTo(Duration.ofSeconds(5)));
	}

}
