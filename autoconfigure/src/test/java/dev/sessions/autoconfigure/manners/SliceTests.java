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

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of a slice of the web layer, which excludes the auto-configuration of sessions.
 */
class SliceTests {

	@Test
	@DisplayName("the failure names the missing auto-configuration (slice_webmvc)")
	@ExtendWith(OutputCaptureExtension.class)
	void missingAutoConfigurationIsTheReason(CapturedOutput output) {
		Throwable failure = catchThrowable(
				() -> new TestContextManager(Slice.class).getTestContext().getApplicationContext());
		assertThat(failure).isNotNull();
		assertThat(output.getOut()).contains("requires the session 'github'")
			.contains("the context is without the auto-configuration of sessions")
			.contains("@MockitoBean(name = \"github\")")
			.contains("@ImportAutoConfiguration(SessionsAutoConfiguration.class)")
			.doesNotContain("No session is configured");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@RestController
	static class Api {

		private final Session github;

		private final Session weatherApi;

		Api(Session github, Session weatherApi) {
			this.github = github;
			this.weatherApi = weatherApi;
		}

		@GetMapping("/both")
		String both() {
			return this.github.get("/user").text() + " " + this.weatherApi.get("/weather").text();
		}

	}

	@WebMvcTest(controllers = Api.class,
			properties = { "sessions.github.base-url=http://localhost:1",
					"sessions.weather-api.base-url=http://localhost:1" })
	@ContextConfiguration(classes = Application.class)
	@Import(Api.class)
	static class Slice {

	}

	@Nested
	@DisplayName("mocks answer (slice_mocks_named)")
	@WebMvcTest(Api.class)
	@ContextConfiguration(classes = Application.class)
	@Import(Api.class)
	class WithMocks {

		@MockitoBean(name = "github")
		Session one;

		@MockitoBean(name = "weatherApi")
		Session two;

		@Autowired
		MockMvcTester web;

		@Test
		void mocksAnswer() {
			answer(this.one, "/user", "me");
			answer(this.two, "/weather", "sunny");
			assertThat(this.web.get().uri("/both")).hasBodyTextEqualTo("me sunny");
		}

		private static void answer(Session session, String uri, String text) {
			Response response = mock(Response.class);
			given(response.text()).willReturn(text);
			given(session.get(uri)).willReturn(response);
		}

	}

	@Nested
	@DisplayName("slice_webmvc, with the documented line")
	@WebMvcTest(controllers = Api.class,
			properties = { "sessions.github.base-url=http://localhost:1",
					"sessions.weather-api.base-url=http://localhost:1" })
	@ContextConfiguration(classes = Application.class)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	@Import(Api.class)
	class WithSessions {

		@Autowired
		Api api;

		@Test
		void sliceHasTheSessions() {
			assertThat(this.api.github.name()).isEqualTo("github");
			assertThat(this.api.weatherApi.name()).isEqualTo("weather-api");
		}

	}

}
