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

package dev.sessions.autoconfigure.mockserver;

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.restclient.SessionRestClientAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureMockRestServiceServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServiceUnavailable;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests of Spring Boot's own mock server with sessions.
 */
class MockRestServiceServerTests {

	@AutoClose
	private static final ScriptedServer API = ScriptedServer.start().otherwise(Reply.ok("real"));

	@Nested
	@SpringBootTest(classes = Application.class)
	@AutoConfigureMockRestServiceServer
	class Mocked {

		@Autowired
		private Sessions sessions;

		@Autowired
		private MockRestServiceServer server;

		private final int sent = API.requests().size();

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", API::url);
			registry.add("sessions.github.auth.bearer.token", () -> "s3cret");
			registry.add("sessions.github.retry.backoff.delay", () -> "1ms");
			registry.add("sessions.other.base-url", API::url);
		}

		@AfterEach
		void nothingIsSent() {
			assertThat(API.requests()).hasSize(this.sent);
		}

		@Test
		@DisplayName("mock_restclient: the mock server answers session.restClient()")
		void answersRestClient() {
			this.server.expect(anything())
				.andExpect(header("Authorization", "Bearer s3cret"))
				.andRespond(withSuccess("mocked", null));
			assertThat(this.sessions.get("github").restClient().get().uri("/x").retrieve().body(String.class))
				.isEqualTo("mocked");
			this.server.verify();
		}

		@Test
		@DisplayName("mock_verb: the mock server answers a verb, below the retries")
		void answersVerb() {
			this.server.expect(anything()).andRespond(withServiceUnavailable());
			this.server.expect(anything()).andRespond(withSuccess("mocked", null));
			assertThat(this.sessions.get("github").get("/x").text()).isEqualTo("mocked");
			this.server.verify();
		}

		@Test
		void answersEverySession() {
			this.server.expect(anything()).andRespond(withSuccess("mocked", null));
			assertThat(this.sessions.get("other").fork().get("/x").text()).isEqualTo("mocked");
		}

		@Test
		void unexpectedRequestFails() {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.sessions.get("github").get("/x"))
				.withMessageContaining("No further requests expected");
			this.server.reset();
		}

	}

	@Nested
	@SpringBootTest(classes = ApplicationWithClient.class)
	@AutoConfigureMockRestServiceServer
	class SharedWithTheClientOfTheApplication {

		@Autowired
		private Session github;

		@Autowired
		private RestClient client;

		@Autowired
		private MockRestServiceServer server;

		private final int sent = API.requests().size();

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", API::url);
		}

		@Test
		void answersBoth() {
			this.server.expect(anything()).andRespond(withSuccess("one", null));
			this.server.expect(anything()).andRespond(withSuccess("two", null));
			assertThat(this.client.get().uri(API.url("/x")).retrieve().body(String.class)).isEqualTo("one");
			assertThat(this.github.get("/x").text()).isEqualTo("two");
			assertThat(API.requests()).hasSize(this.sent);
		}

	}

	@Nested
	@SpringBootTest(classes = ApplicationWithTwoClients.class)
	@AutoConfigureMockRestServiceServer
	class WithTwoClients {

		@Autowired
		private Session github;

		private final int sent = API.requests().size();

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", API::url);
		}

		@Test
		void failsTheCall() {
			assertThatThrownBy(() -> this.github.get("/x")).isInstanceOf(AssertionError.class)
				.hasMessageContaining("@AutoConfigureMockRestServiceServer is bound to 2 clients")
				.hasMessageContaining("@AutoConfigureMockSessions");
			assertThat(API.requests()).hasSize(this.sent);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class)
	@AutoConfigureMockRestServiceServer
	class ReplacedByTestBean {

		@TestBean
		private Session github;

		@Autowired
		private MockRestServiceServer server;

		private final int sent = API.requests().size();

		static Session github() {
			return Session.builder("github").baseUrl(API.url()).build();
		}

		@Test
		void answersSession() {
			this.server.expect(anything()).andRespond(withSuccess("mocked", null));
			assertThat(this.github.get("/x").text()).isEqualTo("mocked");
			assertThat(API.requests()).hasSize(this.sent);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class)
	class NotMocked {

		@Autowired
		private Session github;

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", API::url);
		}

		@Test
		@DisplayName("mock_absent: without the annotation, the session reaches the API")
		void reachesTheApi() {
			assertThat(this.github.restClient().get().uri("/x").retrieve().body(String.class)).isEqualTo("real");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SessionsAutoConfiguration.class, SessionRestClientAutoConfiguration.class,
			SessionMockServerAutoConfiguration.class, RestClientAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class ApplicationWithClient extends Application {

		@Bean
		RestClient client(RestClient.Builder builder) {
			return builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ApplicationWithTwoClients extends ApplicationWithClient {

		@Bean
		RestClient otherClient(RestClient.Builder builder) {
			return builder.build();
		}

	}

}
