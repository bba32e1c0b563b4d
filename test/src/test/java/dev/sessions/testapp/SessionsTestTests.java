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

package dev.sessions.testapp;

import java.util.Map;

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.method;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withResourceNotFound;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests for {@link SessionsTest} with one component.
 */
@SessionsTest(GitHubClient.class)
class SessionsTestTests {

	@Autowired
	private GitHubClient client;

	@Autowired
	private ApplicationContext context;

	@MockSession("github")
	private MockSessionServer github;

	@Test
	void clientReadsTheMockedResponse() {
		this.github.expect(requestTo("https://api.github.invalid/users/octocat"))
			.andExpect(header("Authorization", "Bearer github-s3cret-token"))
			.andRespond(withSuccess("{\"login\": \"octocat\", \"id\": 583231}", MediaType.APPLICATION_JSON));
		assertThat(this.client.user("octocat")).isEqualTo(new User("octocat", 583231));
	}

	@Test
	void errorStatusIsThatOfTheSession() {
		this.github.expect(method(HttpMethod.PUT)).andRespond(withResourceNotFound());
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(() -> this.client.star("spring"))
			.withMessageContaining("session 'github'");
	}

	@Test
	void sliceContainsOnlySessionsAndComponents() {
		assertThat(this.context.getBean(Sessions.class).names()).containsExactlyInAnyOrder("github", "weather-api",
				"partner");
		assertThat(this.context.getBeansOfType(GitHubClient.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(OtherComponent.class)).isEmpty();
		assertThat(this.context.containsBean("dispatcherServlet")).isFalse();
	}

	@Test
	void sliceContainsOnlyRunnersOfTheApplicationClass() {
		assertThat(this.context.getBeansOfType(CommandLineRunner.class)).containsOnlyKeys("runnerOfTheApplication");
	}

	@Test
	void sliceContainsDeclarativeClients() {
		assertThat(this.context.getBeansOfType(Weather.class)).hasSize(1);
	}

	@Nested
	class WithinAnotherClass {

		@MockSession("weather-api")
		private MockSessionServer weather;

		@Test
		void bothServersAnswer(@Autowired Map<String, Session> sessions, @Autowired Weather client) {
			SessionsTestTests.this.github.expect(requestTo("https://api.github.invalid/x"))
				.andRespond(withSuccess("github", MediaType.TEXT_PLAIN));
			this.weather.expect(requestTo("https://weather.invalid/v1/today"))
				.andRespond(withSuccess("sunny", MediaType.TEXT_PLAIN));
			assertThat(sessions.get("github").get("/x").text()).isEqualTo("github");
			assertThat(client.today()).isEqualTo("sunny");
		}

	}

}
