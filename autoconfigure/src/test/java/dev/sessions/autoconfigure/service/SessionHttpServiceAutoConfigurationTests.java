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

package dev.sessions.autoconfigure.service;

import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.restclient.SessionRestClientAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionHttpServiceAutoConfiguration}.
 */
class SessionHttpServiceAutoConfigurationTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok").cookie("sid=1"));

	private final ApplicationContextRunner own = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionHttpServiceAutoConfiguration.class))
		.withPropertyValues("sessions.my-api.base-url=" + this.server.url("/v2"),
				"sessions.my-api.auth.bearer.token=t0ken");

	private final ApplicationContextRunner runner = this.own.withConfiguration(
			AutoConfigurations.of(SessionRestClientAutoConfiguration.class, RestClientAutoConfiguration.class,
					HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
					HttpServiceClientPropertiesAutoConfiguration.class, HttpServiceClientAutoConfiguration.class));

	@Test
	void groupIsBackedByTheSessionOfItsName() {
		this.runner.withUserConfiguration(Clients.class).run((context) -> {
			Session session = context.getBean("my-api", Session.class);
			session.get("/first");
			assertThat(context.getBean(Users.class).get("a/b")).isEqualTo("ok");
			assertThat(this.server.request("/v2/users/a%2Fb").header("Authorization")).isEqualTo("Bearer t0ken");
			assertThat(this.server.request("/v2/users/a%2Fb").header("Cookie")).isEqualTo("sid=1");
			assertThat(this.server.accepted()).isEqualTo(1);
		});
	}

	@Test
	void groupWithoutSessionIsSpringBoots() {
		this.runner.withUserConfiguration(Clients.class)
			.withPropertyValues("spring.http.serviceclient.other.base-url=" + this.server.url("/other"),
					"spring.http.serviceclient.other.default-header.x-boot=1")
			.run((context) -> {
				context.getBean(Others.class).get();
				assertThat(this.server.request("/other/others").hasHeader("Authorization")).isFalse();
				assertThat(this.server.request("/other/others").header("X-Boot")).isEqualTo("1");
			});
	}

	@Test
	void otherSettingsOfGroupAreKept() {
		this.runner.withUserConfiguration(Clients.class)
			.withBean(RestClientCustomizer.class, () -> (client) -> client.requestInterceptor((request, body, next) -> {
				request.getHeaders().add("X-Intercepted", "1");
				return next.execute(request, body);
			}))
			.withPropertyValues("spring.http.serviceclient.my-api.default-header.x-boot=1")
			.run((context) -> {
				context.getBean(Users.class).get("a");
				assertThat(this.server.request("/v2/users/a").header("X-Boot")).isEqualTo("1");
				assertThat(this.server.request("/v2/users/a").headers("X-Intercepted")).containsExactly("1");
			});
	}

	@Test
	void sessionBuiltByHandCountsToo() {
		this.runner.withUserConfiguration(Clients.class)
			.withBean("other", Session.class, () -> Session.builder("other").baseUrl(this.server.url("/hand")).build())
			.run((context) -> {
				context.getBean(Others.class).get();
				assertThat(this.server.requests("/hand/others")).hasSize(1);
			});
	}

	@Test
	void anotherSpellingIsTheSameSession() {
		this.runner.withUserConfiguration(CamelCase.class).run((context) -> {
			context.getBean(Users.class).get("a");
			assertThat(this.server.requests("/v2/users/a")).hasSize(1);
		});
	}

	@Test
	void withoutSpringBootsModuleSpringsOwnSuffices() {
		this.own.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient"))
			.withUserConfiguration(Clients.class)
			.run((context) -> {
				context.getBean(Users.class).get("a");
				assertThat(this.server.requests("/v2/users/a")).hasSize(1);
			});
	}

	@Test
	void withoutGroupsThereIsNothingToDo() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(SessionHttpServiceGroupConfigurer.class));
	}

	interface Users {

		@GetExchange("/users/{name}")
		String get(@PathVariable String name);

	}

	interface Others {

		@GetExchange("/others")
		String get();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "my-api", types = Users.class)
	@ImportHttpServices(group = "other", types = Others.class)
	static class Clients {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "myApi", types = Users.class)
	static class CamelCase {

	}

}
