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

package dev.sessions.testapp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.sessions.Session;
import dev.sessions.test.Cassette;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records a cassette with test classes that share it, and replays it. Each class is run
 * by JUnit as a separate class.
 */
@DisabledIfEnvironmentVariable(named = "CI", matches = "true", disabledReason = "nothing is recorded there")
class SharedCassetteTests {

	private static final Path FOLDER = Path.of("src/test/resources/recorded-by-tests");

	private static final AtomicInteger calls = new AtomicInteger();

	private static HttpServer server;

	private AutoCloseable hole;

	@BeforeEach
	void start() throws IOException {
		calls.set(0);
		this.hole = Firewall.open();
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			byte[] body = ("call " + calls.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
	}

	@AfterEach
	void stop() throws Exception {
		System.clearProperty("sessions.cassettes");
		this.hole.close();
		server.stop(0);
		try (Stream<Path> files = Files.exists(FOLDER) ? Files.list(FOLDER) : Stream.empty()) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.deleteIfExists(FOLDER);
	}

	private static Events run(String mode, Class<?>... testClasses) {
		System.setProperty("sessions.cassettes", mode);
		return EngineTestKit.engine("junit-jupiter")
			.selectors(Stream.of(testClasses).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
			.execute()
			.testEvents();
	}

	private void recordAndReplay(String mode, String file, List<String> paths, int tests, Class<?>... testClasses)
			throws Exception {
		run(mode, testClasses).assertStatistics((statistics) -> statistics.succeeded(tests).failed(0));
		int recorded = calls.get();
		String text = Files.readString(FOLDER.resolve(file));
		assertThat(text.lines()
			.filter((line) -> line.contains("\"url\""))
			.map((line) -> line.replaceAll(".*:[0-9]+|\",?$", ""))).containsExactlyInAnyOrderElementsOf(paths);
		this.hole.close();
		run("replay", testClasses).assertStatistics((statistics) -> statistics.succeeded(tests).failed(0));
		assertThat(calls).hasValue(recorded);
	}

	@Test
	void allTestsOfClassAreRecorded() throws Exception {
		recordAndReplay("record", "class.har", List.of("/a", "/b"), 3, WholeClass.class);
	}

	@Test
	void missingExchangesOfAllTestsAreRecorded() throws Exception {
		recordAndReplay("update", "update.har", List.of("/a", "/b"), 3, Updated.class);
	}

	@Test
	void inheritingAndNestedClassesAreRecorded() throws Exception {
		recordAndReplay("record", "inherited.har", List.of("/a", "/a", "/b", "/b", "/nested"), 7, Inherited.class,
				AlsoInherited.class);
	}

	@Test
	void parallelTestsAreRecorded() throws Exception {
		System.setProperty("sessions.cassettes", "record");
		EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.selectors(DiscoverySelectors.selectClass(InParallel.class))
			.execute()
			.testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(3).failed(0));
		assertThat(Files.readString(FOLDER.resolve("parallel.har"))).contains("/a\"", "/b\"");
	}

	@Test
	void equalRequestsOfSeveralTestsGetTheirOwnResponses() throws Exception {
		recordAndReplay("record", "equal.har", List.of("/same", "/same"), 2, Equal.class);
	}

	@TestMethodOrder(MethodOrderer.MethodName.class)
	@SuppressWarnings("unused")
	abstract static class Base {

		@Autowired
		@Qualifier("github")
		private Session session;

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", () -> "http://127.0.0.1:" + server.getAddress().getPort());
		}

		@Test
		void a() {
			this.session.get("/a").raiseForStatus();
		}

		@Test
		void b() {
			this.session.get("/b").raiseForStatus();
		}

		@Test
		void none() {
			assertThat(this.session).isNotNull();
		}

	}

	@SessionsTest(properties = "test=class")
	@Cassette(session = "github", file = "recorded-by-tests/class.har")
	static class WholeClass extends Base {

	}

	@SessionsTest(properties = "test=update")
	@Cassette(session = "github", file = "recorded-by-tests/update.har")
	static class Updated extends Base {

	}

	@SessionsTest(properties = "test=parallel")
	@Cassette(session = "github", file = "recorded-by-tests/parallel.har")
	static class InParallel extends Base {

	}

	@SessionsTest(properties = "test=inherited")
	@Cassette(session = "github", file = "recorded-by-tests/inherited.har")
	static class Inherited extends Base {

	}

	static class AlsoInherited extends Inherited {

		@Nested
		class Inner {

			@Autowired
			@Qualifier("github")
			private Session session;

			@Test
			void nested() {
				this.session.get("/nested").raiseForStatus();
			}

		}

	}

	@SessionsTest(properties = "test=equal")
	@Cassette(session = "github", file = "recorded-by-tests/equal.har")
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class Equal {

		@Autowired
		@Qualifier("github")
		private Session session;

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("sessions.github.base-url", () -> "http://127.0.0.1:" + server.getAddress().getPort());
		}

		@Test
		void first() {
			assertThat(this.session.get("/same").text()).isEqualTo("call 1");
		}

		@Test
		void second() {
			assertThat(this.session.get("/same").text()).isEqualTo("call 2");
		}

	}

}
