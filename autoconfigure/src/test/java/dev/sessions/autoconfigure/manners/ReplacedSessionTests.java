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

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockingDetails;

/**
 * Verifies that a test can replace a session by its own bean, a mock or a spy. The
 * requirements of the session, such as the value of a placeholder, do not apply then.
 */
class ReplacedSessionTests {

	private static final String GITHUB = "sessions.github.base-url=http://localhost:1";

	private static final String OTHER = "sessions.other.base-url=http://localhost:1";

	private static final String DASHED = "sessions.weather-api.base-url=http://localhost:1";

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

		@Bean
		Client client(@Autowired(required = false) @Qualifier("github") Session github,
				@Autowired(required = false) @Qualifier("weather-api") Session weather) {
			return new Client(github, weather);
		}

	}

	record Client(Session github, Session weather) {

	}

	abstract static class Base {

		@Autowired
		protected ApplicationContext context;

		@Autowired
		protected Sessions sessions;

		@Autowired
		protected Client client;

		void assertThatAllAre(Session expected, String name, String... aliases) {
			assertThat(this.sessions.get(name)).isSameAs(expected);
			assertThat(this.sessions.names()).containsExactlyInAnyOrder(name, "other");
			assertThat(this.context.getBean(name)).isSameAs(expected);
			for (String alias : aliases) {
				assertThat(this.context.getBean(alias)).isSameAs(expected);
			}
			assertThat(this.context.getBeansOfType(Session.class)).hasSize(2);
			assertThat(mockingDetails(this.context.getBean("other")).isMock()).isFalse();
		}

	}

	@Nested
	@DisplayName("bean is the session (replace_bean)")
	@Import(ByABean.Beans.class)
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { GITHUB, OTHER })
	class ByABean extends Base {

		@Test
		void beanIsTheSession() {
			assertThatAllAre(Beans.OWN, "github", "githubSession");
			assertThat(this.client.github()).isSameAs(Beans.OWN);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class Beans {

			static final Session OWN = Session.builder("own").build();

			@Bean
			Session github() {
				return OWN;
			}

		}

	}

	@Nested
	@DisplayName("replace_bean, under an alias")
	@Import(ByABeanWithAnAlias.AliasBeans.class)
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByABeanWithAnAlias extends Base {

		@Test
		void beanIsTheSession() {
			assertThatAllAre(AliasBeans.OWN, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(AliasBeans.OWN);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class AliasBeans {

			static final Session OWN = Session.builder("own").build();

			@Bean
			Session weatherApiSession() {
				return OWN;
			}

		}

	}

	@Nested
	@DisplayName("mock is the session (replace_mockitobean)")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { GITHUB, OTHER })
	class ByAMock extends Base {

		@MockitoBean
		Session github;

		@Test
		void mockIsTheSession() {
			assertThat(mockingDetails(this.github).isMock()).isTrue();
			assertThatAllAre(this.github, "github", "githubSession");
			assertThat(this.client.github()).isSameAs(this.github);
		}

	}

	@Nested
	@DisplayName("mock is the session (replace_mockitobean_dashed)")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByAMockWithTheNameOfItsField extends Base {

		@MockitoBean
		Session weatherApi;

		@Test
		void mockIsTheSession() {
			assertThat(mockingDetails(this.weatherApi).isMock()).isTrue();
			assertThatAllAre(this.weatherApi, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(this.weatherApi);
		}

	}

	@Nested
	@DisplayName("mock is the session (replace_mockitobean_named)")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByAMockWithTheNameOfTheSession extends Base {

		@MockitoBean(name = "weather-api")
		Session weatherApi;

		@Test
		void mockIsTheSession() {
			assertThat(mockingDetails(this.weatherApi).isMock()).isTrue();
			assertThatAllAre(this.weatherApi, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(this.weatherApi);
		}

	}

	@Nested
	@DisplayName("replace_mockitobean_named, by the last of the names")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { DASHED, OTHER, "sessions.weather-api.primary=true" })
	class ByAMockWithAnAlias extends Base {

		@MockitoBean(name = "weatherApiSession")
		Session mock;

		@Autowired
		Session any;

		@Test
		void mockIsTheSession() {
			assertThat(mockingDetails(this.mock).isMock()).isTrue();
			assertThatAllAre(this.mock, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.any).isSameAs(this.mock);
		}

	}

	@Nested
	@DisplayName("spy is the session (replace_spybean_dashed)")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByASpy extends Base {

		@MockitoSpyBean
		Session weatherApi;

		@Test
		void spyIsTheSession() {
			assertThat(mockingDetails(this.weatherApi).isSpy()).isTrue();
			assertThat(this.weatherApi.name()).isEqualTo("weather-api");
			assertThatAllAre(this.weatherApi, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(this.weatherApi);
		}

	}

	@Nested
	@DisplayName("replace_mockitobean_named, by its qualifier")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByAQualifiedMock extends Base {

		@MockitoBean
		@Qualifier("weather-api")
		Session mock;

		@Test
		void mockIsTheSession() {
			assertThat(mockingDetails(this.mock).isMock()).isTrue();
			assertThatAllAre(this.mock, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(this.mock);
		}

	}

	@Nested
	@DisplayName("replace_spybean_dashed, by its qualifier")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByAQualifiedSpy extends Base {

		@MockitoSpyBean
		@Qualifier("weather-api")
		Session spy;

		@Test
		void spyIsTheSession() {
			assertThat(mockingDetails(this.spy).isSpy()).isTrue();
			assertThatAllAre(this.spy, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(this.spy);
		}

	}

	@Nested
	@DisplayName("replace_testbean, with the name of the session")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { DASHED, OTHER })
	class ByATestBeanWithTheNameOfTheSession extends Base {

		@TestBean(name = "weather-api")
		Session weather;

		static Session weather() {
			return Session.builder("own").build();
		}

		@Test
		void testsSessionIsTheSession() {
			assertThat(this.weather.name()).isEqualTo("own");
			assertThatAllAre(this.weather, "weather-api", "weatherApi", "weatherApiSession");
			assertThat(this.client.weather()).isSameAs(this.weather);
		}

	}

	@Nested
	@DisplayName("the session of a test replaces the configured one (replace_testbean)")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = { GITHUB, OTHER })
	class ByATestBean extends Base {

		@TestBean
		Session github;

		static Session github() {
			return Session.builder("own").build();
		}

		@Test
		void testsSessionIsTheSession() {
			assertThat(this.github.name()).isEqualTo("own");
			assertThatAllAre(this.github, "github", "githubSession");
			assertThat(this.client.github()).isSameAs(this.github);
		}

	}

	@Nested
	@DisplayName("placeholder_url, placeholder_token")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "sessions.github.base-url=${NO_SUCH_URL}", "sessions.github.primary=${NO_SUCH_FLAG}",
					"sessions.github.auth.bearer.token=${NO_SUCH_TOKEN}", "sessions.github.health.path=${NO_SUCH_PATH}",
					OTHER })
	class WithoutItsPlaceholders extends Base {

		@MockitoBean
		Session github;

		@Test
		void contextStarts() {
			assertThatAllAre(this.github, "github", "githubSession");
		}

	}

}
