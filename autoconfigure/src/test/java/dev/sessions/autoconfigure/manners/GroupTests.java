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
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.restclient.SessionRestClientAutoConfiguration;
import dev.sessions.autoconfigure.service.SessionHttpServiceAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of groups of HTTP service clients with sessions: Spring Boot's settings of a
 * group are applied or refused.
 */
class GroupTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionHttpServiceAutoConfiguration.class,
						SessionRestClientAutoConfiguration.class, RestClientAutoConfiguration.class,
						HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
						HttpServiceClientPropertiesAutoConfiguration.class, HttpServiceClientAutoConfiguration.class))
		.withUserConfiguration(Github.class);

	private ApplicationContextRunner github(String... properties) {
		return this.runner.withPropertyValues("sessions.github.base-url=" + this.server.url())
			.withPropertyValues(properties);
	}

	@ParameterizedTest
	@DisplayName("setting of a group beside a session is refused (group_base_url)")
	@CsvSource({ "base-url, http://localhost:1, base-url", "read-timeout, 1s, timeout.read",
			"connect-timeout, 1s, timeout.connect", "redirects, dont-follow, redirects.follow",
			"cookie-handling, disable, cookies.enabled" })
	void settingOfAGroupBesideASessionIsRefused(String key, String value, String own) {
		github("spring.http.serviceclient.github." + key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("spring.http.serviceclient.github." + key + " has no effect")
				.hasMessageContaining("sessions.github." + own));
	}

	@Test
	void sameBaseUrlIsNoContradiction() {
		github("address=" + this.server.url(), "spring.http.serviceclient.github.base-url=${address}/")
			.run((context) -> assertThat(context.getBean(Repositories.class).get()).isEqualTo("ok"));
	}

	@Test
	@DisplayName("header of a group is sent over the session (group_header)")
	void headerOfAGroupIsSentOverTheSession() {
		github("spring.http.serviceclient.github.default-header.X-G=1", "sessions.github.auth.bearer.token=t0ken")
			.run((context) -> {
				context.getBean(Repositories.class).get();
				assertThat(this.server.request().headers("X-G")).containsExactly("1");
				assertThat(this.server.request().headers("Authorization")).containsExactly("Bearer t0ken");
			});
	}

	@Test
	void sessionNamesItsGroups() {
		this.runner
			.withPropertyValues("sessions.code.base-url=" + this.server.url("/code"),
					"sessions.code.groups=github, other", "sessions.github.base-url=" + this.server.url("/wrong"))
			.run((context) -> {
				context.getBean(Repositories.class).get();
				assertThat(this.server.requests("/code/repositories")).hasSize(1);
			});
	}

	@Test
	void sessionWithGroupsLeavesTheGroupOfItsName() {
		github("sessions.github.groups=other", "spring.http.serviceclient.github.base-url=" + this.server.url("/group"))
			.run((context) -> {
				context.getBean(Repositories.class).get();
				assertThat(this.server.requests("/group/repositories")).hasSize(1);
			});
	}

	@Test
	void groupOfTwoSessionsIsRefused() {
		github("sessions.one.groups=a", "sessions.two.groups=a").run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("sessions.two.groups names the group 'a', and so does sessions.one.groups"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void unknownGroupCausesWarning(CapturedOutput output) {
		github("sessions.other.groups=githbu").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output.getOut())
				.contains("sessions.other.groups names the group 'githbu', which does not exist. Known groups: github");
		});
	}

	@Test
	void groupOfMockIsReported() {
		github().withBean("githubSession", Session.class, () -> Mockito.mock(Session.class))
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Repositories.class).get())
				.withMessageContaining("The session 'github' is a mock"));
	}

	interface Repositories {

		@GetExchange("/repositories")
		String get();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "github", types = Repositories.class)
	static class Github {

	}

}
