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
import java.util.Map;

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the precedence of several sources with keys of a session: documents, profiles,
 * config trees and sources that cannot list their names.
 */
class SourceTests {

	private static final String BASIC = "Basic bWU6cHc=";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@TempDir
	private Path folder;

	@Test
	@DisplayName("own kind of credentials replaces the inherited one (auth_default)")
	void ownKindOfCredentialsReplacesTheInheritedOne() {
		Environments.yaml("""
				sessions:
				  default: { auth: { bearer: { token: inherited } } }
				  github: { base-url: '%s', auth: { basic: { username: me, password: pw } } }
				""".formatted(this.server.url())).run((context) -> {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly(BASIC);
		});
	}

	@Test
	void inheritedCredentialsCanBeDisabled() {
		Environments.yaml("""
				sessions:
				  default: { auth: { bearer: { token: '${NO_SUCH_TOKEN}' } } }
				  github: { base-url: '%s', auth: { enabled: false } }
				""".formatted(this.server.url())).run((context) -> {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).isEmpty();
		});
	}

	@Test
	void credentialsDisabledForAllCanBeEnabled() {
		Environments.yaml("""
				sessions:
				  default: { auth: { enabled: false, basic: { username: me, password: pw } } }
				  github: { base-url: '%s', auth: { enabled: true } }
				""".formatted(this.server.url())).run((context) -> {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly(BASIC);
		});
	}

	@Test
	@DisplayName("kind of credentials of a profile replaces the other (auth_profile)")
	void kindOfCredentialsOfAProfileReplacesTheOther() throws IOException {
		try (ConfigurableApplicationContext context = run("""
				sessions.github: { base-url: '%s', auth: { bearer: { token: base } } }
				---
				spring.config.activate.on-profile: test
				sessions.github.auth.basic: { username: me, password: pw }
				""".formatted(this.server.url()), "--spring.profiles.active=test")) {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly(BASIC);
		}
	}

	@Test
	void credentialsOfProfileMayCompleteTheOthers() throws IOException {
		try (ConfigurableApplicationContext context = run("""
				sessions.github: { base-url: '%s', auth: { basic: { username: me, password: base } } }
				---
				spring.config.activate.on-profile: test
				sessions.github.auth.basic.password: pw
				""".formatted(this.server.url()), "--spring.profiles.active=test")) {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly(BASIC);
		}
	}

	@Test
	void fileOfATokenReplacesTheTokenOfALowerSource() throws IOException {
		Path token = Files.writeString(this.folder.resolve("token"), "own");
		try (ConfigurableApplicationContext context = run(
				"sessions.github: { base-url: '%s', auth: { bearer: { token: base } } }".formatted(this.server.url()),
				"--sessions.github.auth.bearer.token-file=" + token)) {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly("Bearer own");
		}
	}

	@Test
	@DisplayName("two kinds of credentials in one document are refused (auth_two_kinds)")
	void twoKindsOfCredentialsInOneDocumentAreRefused() {
		Environments.yaml("""
				sessions:
				  github: { auth: { bearer: { token: a }, basic: { username: me, password: pw } } }
				""")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.github.auth has more than one kind of credentials: basic, bearer"));
	}

	@Test
	void placeholderAfterABackslashIsText() {
		ApplicationContextRunner yaml = Environments.yaml("""
				sessions:
				  github:
				    base-url: '%s'
				    headers: { X-A: 'a\\${b}c' }
				    auth: { bearer: { token: 'a\\${no.such}c' } }
				""".formatted(this.server.url()));
		Environments.variables(yaml, Map.of("SESSIONS_GITHUB_HEADERS_X_B", "a\\${b}c")).run((context) -> {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly("Bearer a${no.such}c");
			assertThat(this.server.request().headers("X-A")).containsExactly("a${b}c");
			assertThat(this.server.request().headers("X-B")).containsExactly("a${b}c");
		});
	}

	@Test
	void similarNamesAreDifferentSessions() {
		this.server.on("/login", Reply.ok("in").cookie("login=1"));
		Environments.yaml("""
				sessions:
				  github:
				    base-url: '%s'
				    params: { id: [ 1, 2 ], id0: 3 }
				    headers: { X-A: [ a, b ], X-A1: c }
				    auth: { login: { uri: /login, json: { a: { b: 1 }, ab: 2, '[user_name]': 3, '[userName]': 4 } } }
				""".formatted(this.server.url())).run((context) -> {
			context.getBean(Session.class).get("/");
			ReceivedRequest login = this.server.requests().get(0);
			assertThat(login.text()).isEqualTo("{\"a\":{\"b\":1},\"ab\":2,\"user_name\":3,\"userName\":4}");
			ReceivedRequest request = this.server.requests().get(1);
			assertThat(request.target()).isEqualTo("/?id=1&id=2&id0=3");
			assertThat(request.headers("X-A")).containsExactly("a", "b");
			assertThat(request.headers("X-A1")).containsExactly("c");
		});
	}

	@Test
	void nameOfOneSessionInTwoSpellingsMayHaveDifferentKeys() {
		Environments
			.yaml("sessions: { my-api: { base-url: '" + this.server.url() + "' }, myApi: { headers: { X-A: also } } }")
			.run((context) -> {
				context.getBean(Session.class).get("/");
				assertThat(this.server.request().headers("X-A")).containsExactly("also");
			});
	}

	@Test
	@DisplayName("source that cannot list its names is used (source_base_url)")
	void sourceThatCannotListItsNamesIsUsed() {
		ApplicationContextRunner yaml = Environments
			.yaml("sessions: { my-api: { base-url: 'http://localhost:1', headers: { X-A: yaml }, auth: { bearer: "
					+ "{ token: yaml } } } }");
		Environments
			.higher(yaml,
					Environments.silentAbout(Map.of("sessions.my-api.base-url", "${address}", "address",
							this.server.url(), "sessions.my-api.headers.x-a", "jndi",
							"sessions.my-api.auth.basic.username", "me", "sessions.my-api.auth.basic.password", "pw",
							"sessions.my-api.retry.statuses[0]", "500", "sessions.my-api.retry.statuses[1]", "501")))
			.run((context) -> {
				context.getBean(Session.class).get("/");
				assertThat(this.server.request().headers("X-A")).containsExactly("jndi");
				assertThat(this.server.request().headers("Authorization")).containsExactly(BASIC);
				assertThat(Environments.settings(context, "my-api").retry().statuses()).containsExactlyInAnyOrder(500,
						501);
			});
	}

	@Test
	void nameIsLookedUpAsWritten() {
		Environments
			.higher(Environments.yaml("sessions: { weatherApi: { base-url: 'http://localhost:1' } }"),
					Environments.silentAbout(Map.of("sessions.weatherApi.base-url", "http://localhost:2")))
			.run((context) -> assertThat(Environments.settings(context, "weatherApi").baseUrl())
				.hasToString("http://localhost:2"));
	}

	@Test
	void sourceAddedDuringBeanRegistrationIsUsed() {
		Environments.yaml("sessions: { github: { base-url: 'http://localhost:1' } }")
			.withUserConfiguration(LateSource.class)
			.run((context) -> assertThat(Environments.settings(context, "github").baseUrl())
				.hasToString("http://localhost:2"));
	}

	@Test
	@DisplayName("default of a source that cannot list its names is used (source_default)")
	void defaultOfSourceThatCannotListItsNamesIsUsed() {
		Environments
			.higher(Environments.yaml("sessions: { default: { timeout: { connect: 1s, read: 1s } }, github: { } }"),
					Environments.silentAbout(Map.of("sessions.default.timeout.read", "7s")))
			.run((context) -> {
				assertThat(Environments.settings(context, "github").timeout().read()).isEqualTo(Duration.ofSeconds(7));
				assertThat(Environments.settings(context, "github").timeout().connect())
					.isEqualTo(Duration.ofSeconds(1));
			});
	}

	@Test
	void ownKeyOverridesTheDefaultOfHigherSource() {
		Environments
			.higher(Environments.yaml("sessions: { github: { timeout: { read: 1s } } }"),
					Environments.silentAbout(Map.of("sessions.default.timeout.read", "7s")))
			.run((context) -> assertThat(Environments.settings(context, "github").timeout().read())
				.isEqualTo(Duration.ofSeconds(1)));
	}

	@Test
	@DisplayName("source without any value is harmless (source_silent)")
	void sourceWithoutAnyValueIsHarmless() {
		Environments
			.higher(Environments.yaml("sessions: { github: { base-url: 'http://localhost:1' } }"),
					Environments.silentAbout(Map.of()))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("github"));
	}

	@Test
	@DisplayName("document of a profile overrides key by key (reg_profile)")
	void documentOfProfileOverridesKeyByKey() throws IOException {
		try (ConfigurableApplicationContext context = run("""
				sessions.github:
				  base-url: http://localhost:1
				  headers: { X-Base: base, X-Both: base }
				  retry: { statuses: [ 500, 501, 502 ], max-attempts: 2 }
				---
				spring.config.activate.on-profile: test
				sessions:
				  github:
				    base-url: %s
				    headers: { X-Both: profile }
				    retry: { statuses: [ 503 ] }
				  other: { base-url: http://localhost:1 }
				""".formatted(this.server.url()), "--spring.profiles.active=test")) {
			context.getBean("github", Session.class).get("/");
			assertThat(this.server.request().headers("X-Base")).containsExactly("base");
			assertThat(this.server.request().headers("X-Both")).containsExactly("profile");
			assertThat(Environments.settings(context, "github").retry().statuses()).containsExactly(503);
			assertThat(Environments.settings(context, "github").retry().maxAttempts()).isEqualTo(2);
			assertThat(context.getBean(Sessions.class).names()).containsExactly("github", "other");
		}
	}

	@Test
	@DisplayName("file of a config tree is a value (reg_configtree)")
	void fileOfAConfigTreeIsAValue() throws IOException {
		Path tree = Files.createDirectories(this.folder.resolve("tree"));
		Files.writeString(tree.resolve("sessions.github.auth.bearer.token"), "of-a-file\n");
		try (ConfigurableApplicationContext context = run("sessions.github.base-url: " + this.server.url(),
				"--spring.config.import=configtree:" + tree + "/")) {
			context.getBean(Session.class).get("/");
			assertThat(this.server.request().headers("Authorization")).containsExactly("Bearer of-a-file");
		}
	}

	private ConfigurableApplicationContext run(String yaml, String... args) throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yaml"), yaml);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.config.location=" + file.toUri())
			.run(args);
	}

	@Configuration(proxyBeanMethods = false)
	static class LateSource {

		@Bean
		static BeanFactoryPostProcessor lateSource(ConfigurableEnvironment environment) {
			return (beanFactory) -> environment.getPropertySources()
				.addFirst(new MapPropertySource("late", Map.of("sessions.github.base-url", "http://localhost:2")));
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

	}

}
