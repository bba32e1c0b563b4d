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
import dev.sessions.autoconfigure.FailedStart;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of contexts with a parent, lazy ones, those without sessions, and those with
 * mistakes.
 */
class ContextTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@Test
	@DisplayName("parent and child share their session (parent_one_session)")
	void parentAndChildShareTheirSession() {
		ConfigurableApplicationContext child = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("sessions.my-api.base-url=" + this.server.url())
			.child(Application.class)
			.web(WebApplicationType.NONE)
			.run();
		try (ConfigurableApplicationContext parent = (ConfigurableApplicationContext) child.getParent()) {
			assertThat(parent).isNotNull();
			Session session = parent.getBean("my-api", Session.class);
			assertThat(child.getBean("my-api")).isSameAs(session);
			assertThat(child.getBean("myApi")).isSameAs(session);
			assertThat(child.getBean(Session.class)).isSameAs(session);
			assertThat(child.getBean(Sessions.class).names()).containsExactly("my-api");
			assertThat(child.getBean(Sessions.class).get("my-api")).isSameAs(session);
			child.close();
			assertThat(session.get("/").text()).isEqualTo("ok");
		}
	}

	@Test
	void childWithItsOwnValuesHasItsOwnSession() {
		try (ConfigurableApplicationContext parent = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run("--sessions.github.base-url=http://localhost:1", "--sessions.other.base-url=http://localhost:1");
				ConfigurableApplicationContext child = new SpringApplicationBuilder(Application.class).parent(parent)
					.web(WebApplicationType.NONE)
					.run("--sessions.github.base-url=http://localhost:2")) {
			assertThat(Environments.settings(parent, "github").baseUrl()).hasToString("http://localhost:1");
			assertThat(Environments.settings(child, "github").baseUrl()).hasToString("http://localhost:2");
			assertThat(child.getBean("other")).isSameAs(parent.getBean("other"));
			assertThat(child.getBean(Sessions.class).names()).containsExactly("github", "other");
		}
	}

	@Test
	@DisplayName("plain child gets the session of its parent (parent_plain_child)")
	void plainChildGetsTheSessionOfItsParent() {
		Environments.yaml("sessions: { github: { base-url: 'http://localhost:1' } }").run((parent) -> {
			try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
				child.setParent(parent.getSourceApplicationContext());
				child.register(Client.class);
				child.refresh();
				assertThat(child.getBean(Client.class).session).isSameAs(parent.getBean("github"));
			}
		});
	}

	@Test
	@DisplayName("lazy session with a mistake does not harm the others (reg_lazy)")
	void lazySessionWithAMistakeDoesNotHarmTheOthers() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.lazyInitialization(true)
			.run("--sessions.good.base-url=" + this.server.url(), "--sessions.bad.base-url=http://localhost:1",
					"--sessions.bad.auth.bearer.token=${NOPE}", "--sessions.worse.base-url=${NOPE}")) {
			assertThat(context.getBean("good", Session.class).get("/").text()).isEqualTo("ok");
			assertThat(context.getBean(Sessions.class).names()).containsExactly("bad", "good", "worse");
		}
	}

	@Test
	@DisplayName("application without sessions starts (reg_none)")
	void applicationWithoutSessionsStarts() {
		Environments.yaml("other: 1").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Sessions.class).names()).isEmpty();
		});
	}

	@Test
	@DisplayName("missing sessions are explained (slice_none)")
	void missingSessionsAreExplained() {
		FailureAnalysis analysis = FailedStart.with("other: 1", Users.class);
		assertThat(analysis.getDescription()).contains("requires the session 'github', which does not exist")
			.contains("No session is configured");
		assertThat(analysis.getAction()).contains("sessions.github.base-url");
	}

	@Test
	@DisplayName("unknown key fails the start (reg_unknown_key)")
	void unknownKeyFailsTheStart() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: { timeout: { raed: 1s } } }");
		assertThat(analysis.getDescription()).contains("sessions.github.timeout.raed is not a known key")
			.contains("[application.yaml] - 1:");
		assertThat(analysis.getAction()).contains("sessions.github.timeout.read");
	}

	@Test
	@DisplayName("placeholder without a value fails the start (placeholder_unset)")
	void placeholderWithoutAValueFailsTheStart() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: { base-url: '${GITHUB_URL}' } }");
		assertThat(analysis.getDescription()).contains("sessions.github.base-url").contains("${GITHUB_URL}");
		assertThat(analysis.getAction()).contains("GITHUB_URL");
	}

	@Test
	@DisplayName("sessions of one host do not share cookies (reg_cookies)")
	void sessionsOfOneHostDoNotShareCookies() {
		this.server.on("/login", Reply.ok("in").cookie("sid=1"));
		String url = this.server.url();
		Environments.yaml("sessions: { one: { base-url: '%s' }, two: { base-url: '%s' } }".formatted(url, url))
			.run((context) -> {
				context.getBean("one", Session.class).get("/login");
				context.getBean("one", Session.class).get("/one");
				context.getBean("two", Session.class).get("/two");
				assertThat(this.server.request("/one").headers("Cookie")).containsExactly("sid=1");
				assertThat(this.server.request("/two").headers("Cookie")).isEmpty();
			});
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

	}

	static class Users {

		Users(Session github) {
			github.name();
		}

	}

	static class Client {

		final Session session;

		Client(Session client) {
			this.session = client;
		}

	}

}
