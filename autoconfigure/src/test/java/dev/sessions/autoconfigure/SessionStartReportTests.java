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

import dev.sessions.Credentials;
import dev.sessions.RequestHook;
import dev.sessions.Session;
import dev.sessions.SessionCustomizer;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the log entry about the sessions when the application is ready.
 */
@ExtendWith(OutputCaptureExtension.class)
class SessionStartReportTests {

	@Test
	void sessionsAreShownInATable(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--sessions.github.base-url=https://api.github.com",
				"--sessions.github.auth.bearer.token=s3cret", "--sessions.b.timeout.read=1500ms",
				"--sessions.b.retry.max-attempts=1", "--sessions.b.pool.max-connections=7")) {
			assertThat(context.getBean("github", Session.class).pool().max()).isEqualTo(50);
		}
		assertThat(output.getOut()).contains("INFO").contains("""
				  name    base-url                auth    pool  connect  read    lease  total  attempts
				  b       -                       -       7     2s       1500ms  2s     60s    1
				  github  https://api.github.com  bearer  50    2s       10s     2s     60s    3
				""").doesNotContain("s3cret");
		assertThat(output.getOut().split("SessionStartReport", -1)).hasSize(2);
	}

	@Test
	void tableNamesTheSharedStore(CapturedOutput output) {
		run("--sessions.alone.base-url=https://api.github.com", "--sessions.customized.base-url=https://b.test",
				"--customized.shared=true")
			.close();
		assertThat(output.getOut()).containsPattern("attempts +shared\n")
			.containsPattern("alone .* -\n")
			.containsPattern("customized .* memory\n");
	}

	@Test
	void tableContainsSettingsOfCustomizers(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--sessions.customized.base-url=https://api.github.com")) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output.getOut()).containsPattern("customized +https://api.github.com +- +3 ");
	}

	@Test
	void applicationWithoutSessionsLogsNothing(CapturedOutput output) {
		run().close();
		assertThat(output.getOut()).doesNotContain("SessionStartReport");
	}

	@ParameterizedTest
	@CsvSource({ "server.tomcat.threads.max=51, false, true", "server.jetty.threads.max=51, false, true",
			"server.tomcat.threads.max=50, false, false", "server.tomcat.threads.max=51, true, false",
			"server.port=0, false, false" })
	void poolSmallerThanTheServersThreadsCausesWarning(String threads, boolean virtual, boolean warned,
			CapturedOutput output) {
		run("--sessions.github.base-url=https://api.github.com", "--" + threads,
				"--spring.threads.virtual.enabled=" + virtual)
			.close();
		assertThat(output.getOut()
			.contains(
					"The session 'github': pool.max-connections (50) is less than " + threads.replace("=51", " (51)")))
			.isEqualTo(warned);
	}

	@Test
	void beansForUnknownSessionsCauseWarning(CapturedOutput output) {
		new SpringApplicationBuilder(Application.class, MisspeltQualifiers.class).web(WebApplicationType.NONE)
			.run("--sessions.github.base-url=https://api.github.com", "--sessions.my-api.log=none")
			.close();
		String sessions = "which is not the name of a session: no session uses it. The sessions are github, my-api.";
		assertThat(output.getOut().lines().filter((line) -> line.contains("is qualified with"))).hasSize(2)
			.anyMatch((line) -> line.contains("WARN")
					&& line.contains("The bean 'token' (Credentials) is qualified with gitub, " + sessions))
			.anyMatch((line) -> line.contains("The bean 'hook' (RequestHook) is qualified with my-apis, " + sessions));
	}

	private static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(args);
	}

	@Configuration(proxyBeanMethods = false)
	static class MisspeltQualifiers {

		@Bean
		@Qualifier("gitub")
		Credentials token() {
			return Credentials.bearer("secret");
		}

		@Bean
		@Qualifier("my-apis")
		RequestHook hook() {
			return (request) -> {
			};
		}

		@Bean
		@Qualifier("myApi")
		RequestHook hookOfASession() {
			return (request) -> {
			};
		}

		@Bean
		RequestHook hookOfAllSessions() {
			return (request) -> {
			};
		}

		@Bean("github-credentials")
		Credentials unused() {
			return Credentials.bearer("secret");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

		@Bean
		SessionCustomizer customizer(Environment environment) {
			return (name, builder) -> {
				if (name.equals("customized")) {
					builder.pool((pool) -> pool.withMaxConnections(3));
					builder.shared((shared) -> environment.getProperty("customized.shared", Boolean.class, false)
							? shared.withStore(new MemoryStore(TimeSource.SYSTEM)) : shared);
				}
			};
		}

	}

}
