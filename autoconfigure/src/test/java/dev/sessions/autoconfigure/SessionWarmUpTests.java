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

import dev.sessions.Session;
import dev.sessions.testsupport.DeafPort;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SessionWarmUp}.
 */
class SessionWarmUpTests {

	@Test
	void connectionsAreOpenedWhenTheApplicationIsReady() {
		try (ScriptedServer server = ScriptedServer.start();
				ConfigurableApplicationContext context = run(Application.class,
						"--sessions.warm.base-url=" + server.url(), "--sessions.warm.pool.warm-up=2")) {
			await().until(() -> context.getBean(Session.class).pool().available() == 2);
			assertThat(server.accepted()).isEqualTo(2);
		}
	}

	@Test
	void sessionBuiltByHandIsWarmedUpToo() {
		try (ConfigurableApplicationContext context = run(HandBuilt.class)) {
			ScriptedServer server = context.getBean(ScriptedServer.class);
			await().until(() -> server.accepted() == 1);
		}
	}

	@Test
	void startDoesNotWaitForIt() throws Exception {
		try (DeafPort server = new DeafPort();
				ConfigurableApplicationContext context = run(Application.class,
						"--sessions.deaf.base-url=" + server.url("https", ""), "--sessions.deaf.pool.warm-up=1",
						"--sessions.deaf.timeout.connect=10m")) {
			await().until(() -> context.getBean(Session.class).pool().leased() == 1);
		}
	}

	private static ConfigurableApplicationContext run(Class<?> application, String... args) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(args);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class HandBuilt {

		@Bean
		ScriptedServer server() {
			return ScriptedServer.start();
		}

		@Bean
		Session own(ScriptedServer server) {
			return Session.builder("own").baseUrl(server.url()).pool((pool) -> pool.withWarmUp(1)).build();
		}

	}

}
