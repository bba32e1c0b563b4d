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

package dev.sessions;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application without Resilience4j, or with only one of its modules, on its
 * class path: its classes are loaded again by a class loader that hides the rest.
 */
class WithoutResilience4jTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@Test
	void sessionsWorkWithoutIt() throws Exception {
		assertThat(run(BufferedCalls.class.getName(), this.server.url("/x"))).isEqualTo("ok, and a fork: ok");
	}

	@Test
	void publicTypesCanBeInspected() throws Exception {
		assertThat(run(Reflection.class.getName(), "")).isEqualTo("looked at");
	}

	@Test
	void sessionThatNeedsItIsNotBuilt() throws Exception {
		assertThat(run(Missing.class.getName(), "")).isEqualTo("The session 'test' cannot be built: circuit-breaker"
				+ " needs Resilience4j: add io.github.resilience4j:resilience4j-circuitbreaker to the class path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "circuitbreaker", "ratelimiter", "bulkhead" })
	void oneModuleSufficesForItsFeature(String module) throws Exception {
		assertThat(run(OneModule.class.getName(), this.server.url("/x"), "resilience4j-core", "resilience4j-" + module))
			.isEqualTo("[" + module + "]");
	}

	private static Object run(String type, String argument, String... kept) throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("resilience4j-") || Stream.of(kept).anyMatch(entry::contains))
			.map(WithoutResilience4jTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> application = loader.loadClass(type);
			assertThat(application.getClassLoader()).isSameAs(loader);
			return application.getDeclaredMethod("run", String.class).invoke(null, argument);
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static final class BufferedCalls {

		private BufferedCalls() {
		}

		public static String run(String url) throws IOException {
			try (Session session = Session.builder("test").mount("http://other.example.org", (mount) -> {
			}).build()) {
				return session.get(url).text() + ", and a fork: " + session.fork().get(url).text();
			}
		}

	}

	public static final class Reflection {

		private Reflection() {
		}

		public static String run(String unused) {
			for (Class<?> type : new Class<?>[] { Session.class, SessionBuilder.class, MountBuilder.class,
					SessionSettings.class, ResilienceSettings.class, CircuitBreakerSettings.class,
					CircuitOpenException.class }) {
				ReflectionUtils.getAllDeclaredMethods(type);
				ReflectionUtils.doWithFields(type, (field) -> assertThat(field.getType()).isNotNull());
			}
			return "looked at";
		}

	}

	/**
	 * Tries each feature, and returns the names of those with which a call succeeded.
	 */
	public static final class OneModule {

		private OneModule() {
		}

		public static String run(String url) {
			List<String> working = new ArrayList<>();
			attempt(url, (all) -> all.withCircuitBreaker(CircuitBreakerSettings.defaults()), working, "circuitbreaker");
			attempt(url, (all) -> all.withRateLimit(RateLimitSettings.defaults()), working, "ratelimiter");
			attempt(url, (all) -> all.withBulkhead(BulkheadSettings.defaults()), working, "bulkhead");
			return working.toString();
		}

		private static void attempt(String url, UnaryOperator<ResilienceSettings> guard, List<String> working,
				String module) {
			try (Session session = Session.builder("test").resilience(guard).build()) {
				session.get(url);
				working.add(module);
			}
			catch (IllegalStateException ex) {
				assertThat(ex).hasMessageContaining("resilience4j-" + module + " to the class path");
			}
		}

	}

	public static final class Missing {

		private Missing() {
		}

		public static String run(String unused) {
			try (Session session = Session.builder("test")
				.resilience((resilience) -> resilience.withCircuitBreaker(CircuitBreakerSettings.defaults()))
				.build()) {
				return session.name();
			}
			catch (IllegalStateException ex) {
				return ex.getMessage();
			}
		}

	}

}
