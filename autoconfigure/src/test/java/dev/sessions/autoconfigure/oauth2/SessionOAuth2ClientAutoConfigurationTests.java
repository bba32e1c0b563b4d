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

package dev.sessions.autoconfigure.oauth2;

import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionOAuth2ClientAutoConfiguration}.
 */
class SessionOAuth2ClientAutoConfigurationTests {

	private static final String CLIENT = "spring.security.oauth2.client.registration.shop-client.";

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise(Reply.json("{\"access_token\":\"t1\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class,
				SessionOAuth2ClientAutoConfiguration.class, OAuth2ClientAutoConfiguration.class))
		.withPropertyValues("sessions.shop.base-url=" + this.api.url());

	private final ApplicationContextRunner registered = this.runner.withPropertyValues(CLIENT + "provider=mine",
			CLIENT + "client-id=app", CLIENT + "client-secret=s3cret", CLIENT + "scope=read",
			CLIENT + "authorization-grant-type=client_credentials",
			"spring.security.oauth2.client.provider.mine.token-uri=" + this.tokens.url("/token"));

	@Test
	void configuredClientGetsTokens() {
		this.runner
			.withPropertyValues("sessions.shop.auth.oauth2.token-uri=" + this.tokens.url("/token"),
					"sessions.shop.auth.oauth2.client-id=app", "sessions.shop.auth.oauth2.client-secret=s3cret",
					"sessions.shop.auth.oauth2.scopes=read,write", "sessions.shop.auth.oauth2.audience=shop")
			.run((context) -> assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("welcome"));
		assertThat(this.api.request().header("Authorization")).isEqualTo("Bearer t1");
		assertThat(this.tokens.request().text().split("&", -1)).contains("scope=read+write", "audience=shop");
	}

	@ParameterizedTest
	@CsvSource({ "client_secret_basic,false", "client_secret_post,true" })
	void registeredClientGetsTokens(String method, boolean inBody) {
		this.registered
			.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client",
					CLIENT + "client-authentication-method=" + method)
			.run((context) -> assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("welcome"));
		assertThat(this.api.request().header("Authorization")).isEqualTo("Bearer t1");
		assertThat(this.tokens.request().text()).contains("scope=read");
		assertThat(this.tokens.request().text().contains("client_secret=s3cret")).isEqualTo(inBody);
		assertThat(this.tokens.request().hasHeader("Authorization")).isEqualTo(!inBody);
	}

	@Test
	void unknownClientIsExplained() {
		this.registered.withPropertyValues("sessions.shop.auth.oauth2.registration=shop")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(
						"sessions.shop.auth.oauth2.registration names the client 'shop', which does not exist."
								+ " Known clients: shop-client")
				.hasMessageContaining(
						"Name a client that is declared under spring.security.oauth2.client.registration"));
	}

	@Test
	void clientOfAnotherGrantIsExplained() {
		this.registered
			.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client",
					CLIENT + "authorization-grant-type=urn:ietf:params:oauth:grant-type:jwt-bearer")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("whose authorization-grant-type is urn:ietf:params:oauth:grant-type:jwt-bearer"
						+ " instead of client_credentials"));
	}

	@Test
	void clientOfAnotherAuthenticationIsExplained() {
		this.registered
			.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client",
					CLIENT + "client-authentication-method=private_key_jwt")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("whose client-authentication-method is private_key_jwt"));
	}

	@Test
	void clientOfAnInsecureEndpointIsExplained() {
		this.registered
			.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client",
					"spring.security.oauth2.client.provider.mine.token-uri=http://auth.example.org/token")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("whose token-uri must begin with https://"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "registration=shop-client", "token-uri=https://localhost" })
	void withoutSpringSecurityTheArtifactIsNamed(String key) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withPropertyValues("sessions.shop.auth.oauth2." + key)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.shop.auth.oauth2 needs Spring Security's OAuth 2.0 client")
				.hasMessageContaining("org.springframework.security:spring-security-oauth2-client"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "registration=shop-client", "token-uri=https://localhost" })
	void withoutJsonTheArtifactIsNamed(String key) {
		this.runner
			.withClassLoader(new FilteredClassLoader("tools.jackson", "com.fasterxml", "com.google", "jakarta.json"))
			.withPropertyValues("sessions.shop.auth.oauth2." + key)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.shop.auth.oauth2 needs a library for JSON")
				.hasMessageContaining("org.springframework.boot:spring-boot-starter-jackson"));
	}

	@Test
	void withoutSpringSecurityOtherSessionsWork() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withPropertyValues("sessions.shop.auth.bearer.token=mine")
			.run((context) -> {
				assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("welcome");
				assertThat(context).doesNotHaveBean(SessionOAuth2ClientAutoConfiguration.class);
			});
		assertThat(this.api.request().header("Authorization")).isEqualTo("Bearer mine");
	}

	@Test
	void withoutRegisteredClientsTheRegistrationIsExplained() {
		this.runner.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client").run((context) -> {
			assertThat(context).getFailure().rootCause().hasMessageContaining("no ClientRegistrationRepository");
			assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("org.springframework.boot:spring-boot-security-oauth2-client");
		});
	}

	@Test
	void repositoryThatCannotBeListedIsUsed() {
		ClientRegistrationRepository none = (id) -> null;
		this.runner.withBean(ClientRegistrationRepository.class, () -> none)
			.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("names the client 'shop-client', which does not exist ("));
	}

}
