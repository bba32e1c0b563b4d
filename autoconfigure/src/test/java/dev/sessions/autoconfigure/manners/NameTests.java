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

import java.time.Duration;
import java.util.Map;

import dev.sessions.Session;
import dev.sessions.SessionSettings;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.FailedStart;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the names of sessions are kept as written and found in every form.
 */
class NameTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@Test
	@DisplayName("name in camel case is injected by itself (names_camel)")
	void nameInCamelCaseIsInjectedByItself() {
		Environments.yaml("sessions: { weatherApi: { base-url: 'http://localhost:1' }, other: { } }")
			.withBean(Weather.class)
			.run((context) -> {
				assertThat(context.getBean(Weather.class).session.name()).isEqualTo("weatherApi");
				assertThat(context.getBean(Sessions.class).names()).containsExactly("other", "weatherApi");
			});
	}

	@ParameterizedTest
	@CsvSource({ "weatherApi", "weather-api", "weather_api", "WeatherApi" })
	void eachFormFindsTheSession(String written) {
		Environments.yaml("sessions: { " + written + ": { base-url: 'http://localhost:1' }, other: { } }")
			.withBean(Weather.class)
			.run((context) -> {
				Session session = context.getBean(Weather.class).session;
				assertThat(session.name()).isEqualTo(written);
				assertThat(context.getBean(Sessions.class).names()).contains(written);
				for (String form : new String[] { written, "weatherApi", "weather-api", "weather_api", "weatherapi",
						"weatherApiSession" }) {
					assertThat(context.getBean(form)).as(form).isSameAs(session);
				}
				for (String form : new String[] { written, "weatherApi", "weather-api", "weather_api",
						"WEATHER_API" }) {
					assertThat(context.getBean(Sessions.class).get(form)).as(form).isSameAs(session);
				}
				assertThat(context.getBeansOfType(Session.class)).hasSize(2);
			});
	}

	@Test
	void nameInCapitalsIsInjectedInLowerCase() {
		Environments.yaml("sessions: { GITHUB: { base-url: 'http://localhost:1' }, other: { } }").run((context) -> {
			assertThat(context.getBeanNamesForType(Session.class)).containsExactlyInAnyOrder("github", "other");
			assertThat(context.getBean("GITHUB", Session.class).name()).isEqualTo("GITHUB");
		});
	}

	@Test
	@DisplayName("variable belongs to the name in camel case (names_camel_variable)")
	void variableBelongsToTheNameInCamelCase() {
		Environments
			.variables(Environments.yaml("sessions: { weatherApi: { base-url: '" + this.server.url() + "' } }"),
					Map.of("SESSIONS_WEATHERAPI_HEADERS_X_A", "1"))
			.run((context) -> {
				assertThat(context.getBean(Sessions.class).names()).containsExactly("weatherApi");
				context.getBean(Session.class).get("/");
				assertThat(this.server.request().headers("X-A")).containsExactly("1");
			});
	}

	@Test
	@DisplayName("name with a dash is injected in three ways (names_dashed)")
	void nameWithADashIsInjectedInThreeWays() {
		Environments.yaml("sessions: { weather-api: { base-url: 'http://localhost:1' }, other: { } }")
			.withUserConfiguration(Dashed.class)
			.run((context) -> assertThat(context.getBean("names")).isEqualTo("weather-api weather-api weather-api"));
	}

	@Test
	@DisplayName("unknown name is explained (names_unknown)")
	void unknownNameIsExplained() {
		FailureAnalysis analysis = FailedStart
			.with("sessions: { weatherApi: { base-url: 'http://localhost:1' }, other: { } }", Unknown.class);
		assertThat(analysis.getDescription()).contains("Known sessions: other, weatherApi.");
		assertThat(analysis.getAction()).contains("@Qualifier");
	}

	@ParameterizedTest
	@CsvSource({ "github, github-session", "github, githubSession", "github, github_session", "b, b-session",
			"my-api, my-api-session" })
	void sessionWithSuffixSessionReplacesNoOther(String name, String other) {
		Environments
			.yaml("sessions: { " + other + ": { base-url: 'http://localhost:2' }, " + name
					+ ": { base-url: 'http://localhost:1' } }")
			.run((context) -> {
				Sessions sessions = context.getBean(Sessions.class);
				assertThat(sessions.names()).containsExactlyInAnyOrder(name, other);
				assertThat(context.getBean(name, Session.class).name()).isEqualTo(name);
				assertThat(context.getBean(other, Session.class).name()).isEqualTo(other);
				assertThat(sessions.get(name).name()).isEqualTo(name);
				assertThat(sessions.get(other).name()).isEqualTo(other);
			});
	}

	@Test
	void beanWithTheNameOfASessionReplacesThatOneOnly() {
		Session own = Session.builder("own").build();
		Environments.yaml("sessions: { github: { }, github-session: { } }")
			.withBean("githubSession", Session.class, () -> own)
			.run((context) -> {
				assertThat(context.getBean("github", Session.class).name()).isEqualTo("github");
				assertThat(context.getBean("github-session")).isSameAs(own);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Default", "DEFAULT" })
	void defaultIsNoSessionInAnySpelling(String spelling) {
		Environments.yaml("sessions: { " + spelling + ": { timeout: { read: 3s } }, github: { } }").run((context) -> {
			assertThat(context.getBean(Sessions.class).names()).containsExactly("github");
			assertThat(context.getBean(Session.class).unwrap(SessionSettings.class).timeout().read())
				.isEqualTo(Duration.ofSeconds(3));
		});
	}

	@Test
	void keyOfANameInCamelCaseIsExplainedAsItIsWritten() {
		FailureAnalysis analysis = FailedStart.with("sessions: { weatherApi: { timeout: { read: -1s } } }");
		assertThat(analysis.getDescription()).startsWith("sessions.weatherApi.timeout.read must be positive")
			.contains("[application.yaml] - 1:");
	}

	@Test
	void scopedForkDoesNotReplaceItsSession() {
		Environments.yaml("sessions: { github: { base-url: 'http://localhost:1' } }")
			.withUserConfiguration(Forks.class)
			.run((context) -> {
				assertThat(context.getBean("github", Session.class).name()).isEqualTo("github");
				assertThat(context.getBean("githubSession")).isNotSameAs(context.getBean("github"));
				assertThat(context.getBean(Sessions.class).names()).containsExactly("github");
			});
	}

	static class Weather {

		final Session session;

		Weather(Session weatherApi) {
			this.session = weatherApi;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Dashed {

		@Bean
		String names(Session weatherApi, Session weatherApiSession, @Qualifier("weather-api") Session qualified) {
			return weatherApi.name() + " " + weatherApiSession.name() + " " + qualified.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unknown {

		@Bean
		String needy(Session client) {
			return client.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Forks {

		@Bean
		@Scope("prototype")
		Session githubSession(@Qualifier("github") Session github) {
			return github.fork();
		}

	}

}
