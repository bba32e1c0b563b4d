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
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that properties which exist only when the beans are created apply to sessions.
 */
class LateSourceTests {

	private static String baseUrl(Session session) {
		return String.valueOf(session.unwrap(SessionSettings.class).baseUrl());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

	}

	@Nested
	@DisplayName("value of the registrar applies (dynamic_registrar_overrides)")
	@Import(Registrar.Containers.class)
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "sessions.github.base-url=http://localhost:1")
	class Registrar {

		@Autowired
		Session github;

		@Value("${sessions.github.base-url}")
		String value;

		@Test
		void valueOfTheRegistrarCounts() {
			assertThat(this.value).isEqualTo("http://localhost:2");
			assertThat(baseUrl(this.github)).isEqualTo(this.value);
			assertThat(this.github.unwrap(SessionSettings.class).pool().maxConnections()).isEqualTo(7);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class Containers {

			@Bean
			DynamicPropertyRegistrar address() {
				return (registry) -> {
					registry.add("sessions.github.base-url", () -> "http://localhost:2");
					registry.add("sessions.default.pool.max-connections", () -> 7);
				};
			}

		}

	}

	@Nested
	@DisplayName("a base URL of a dynamic property is used (dynamic_source)")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "sessions.github.base-url=http://localhost:1")
	class Source {

		@Autowired
		Session github;

		@DynamicPropertySource
		static void address(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", () -> "http://localhost:2");
		}

		@Test
		void valueOfTheSourceCounts() {
			assertThat(baseUrl(this.github)).isEqualTo("http://localhost:2");
		}

	}

}
