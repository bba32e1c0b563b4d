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
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of contexts that Spring's tests cache, pause and resume.
 */
@DisplayName("reg_contexts")
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CachedContextTests {

	@AutoClose
	private static final ScriptedServer SERVER = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

	}

	abstract static class Base {

		private static Session first;

		@Autowired
		Session github;

		@DynamicPropertySource
		static void address(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", SERVER::url);
		}

		@Test
		void sessionWorks() {
			assertThat(this.github.get("/").text()).isEqualTo("ok");
		}

	}

	@Nested
	@Order(1)
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	class First extends Base {

		@Test
		void rememberSession() {
			Base.first = this.github;
		}

	}

	@Nested
	@Order(2)
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "sessions.github.compression=false")
	class Second extends Base {

	}

	@Nested
	@Order(3)
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	class FirstAgain extends Base {

		@Test
		void sessionIsThatOfTheCachedContext() {
			assertThat(this.github).isSameAs(Base.first);
		}

	}

}
