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

package dev.sessions.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.Session;
import dev.sessions.SessionCustomizer;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FirstCallPreparation}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FirstCallPreparationTests {

	@Test
	void clientOfOneSessionIsBuiltWhenTheApplicationIsReady() {
		try (ScriptedServer server = ScriptedServer.start();
				ConfigurableApplicationContext context = run("--sessions.first.base-url=" + server.url(),
						"--sessions.second.base-url=" + server.url())) {
			List<String> built = context.getBean(Built.class).names();
			await().until(() -> !built.isEmpty());
			String first = built.get(0);
			for (String name : List.of("first", "second")) {
				context.getBean(name, Session.class).get("/").text();
			}
			assertThat(built).containsExactly(first, first.equals("first") ? "second" : "first");
		}
	}

	@Test
	void noConnectionIsOpened() {
		try (ScriptedServer server = ScriptedServer.start();
				ConfigurableApplicationContext context = run("--sessions.api.base-url=" + server.url())) {
			awaitEndOf(context);
			assertThat(server.accepted()).isZero();
		}
	}

	@Test
	void lazySessionsAreNotBuilt() {
		try (ScriptedServer server = ScriptedServer.start();
				ConfigurableApplicationContext context = run("--spring.main.lazy-initialization=true",
						"--sessions.api.base-url=" + server.url())) {
			assertThat(context.getBeanFactory().containsSingleton("api")).isFalse();
		}
	}

	@Test
	void clientThatCannotBeBuiltFailsTheFirstCallOnly(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--sessions.broken.base-url=http://localhost")) {
			awaitEndOf(context);
			assertThat(output).doesNotContain("cannot be built");
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/"))
				.withMessage("cannot be built");
		}
	}

	private static void awaitEndOf(ConfigurableApplicationContext context) {
		await().until(() -> !context.getBean(Built.class).names().isEmpty());
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("sessions-first-call")));
	}

	private static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(args);
	}

	/**
	 * The names of the sessions with a built client.
	 */
	record Built(List<String> names) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

		@Bean
		Built built() {
			return new Built(new CopyOnWriteArrayList<>());
		}

		@Bean
		SessionCustomizer customizer(Built built) {
			return (name, builder) -> builder.httpClient((client) -> {
				built.names().add(name);
				if (name.equals("broken")) {
					throw new IllegalStateException("cannot be built");
				}
			});
		}

	}

}
