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

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import dev.sessions.testsupport.ChildJvm;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of host name lookups by the system that hang, in a separate JVM whose hosts file
 * is a pipe without a writer.
 */
class LookUpProcessTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "lookup-threads", "lookup-threads-redirect", "lookup-threads-one-name",
			"lookup-threads-sessions", "lookup-threads-ports", "socks-proxy-name", "socks5h-proxy-name",
			"http-proxy-name", "target-name", "warm-up-of-others", "warm-up-by-proxy" })
	void hangingLookUpsAreBounded(String id) throws Exception {
		Path pipe = this.folder.resolve("hosts");
		Path mkfifo = ExternalProgram.require("mkfifo");
		assertThat(new ProcessBuilder(mkfifo.toString(), pipe.toString()).start().waitFor()).isZero();
		assertThat(ChildJvm.run(this.folder, List.of("-Djdk.net.hosts.file=" + pipe), Scenes.class, id))
			.contains("played " + id);
	}

	/**
	 * The program of the other JVM.
	 */
	public static final class Scenes {

		private static final int CALLS = 320;

		private static final int CALLERS = 16;

		private final ScriptedServer server = ScriptedServer.start().otherwise((request, connection) -> {
			String number = request.path().substring(1);
			Reply.redirect(302, "http://v" + number + ".attacker.test/").send(request, connection);
		});

		private Scenes() {
		}

		public static void main(String[] args) throws Exception {
			Scenes scenes = new Scenes();
			switch (args[0]) {
				case "lookup-threads" -> scenes.threads(1, "http://u%d.attacker.test/", 60);
				case "lookup-threads-redirect" -> scenes.threads(1, scenes.server.url("/%d"), 100);
				case "lookup-threads-one-name" -> scenes.threads(1, "http://one.attacker.test/?%d", 40);
				case "lookup-threads-sessions" -> scenes.threads(60, "http://u%d.attacker.test/", 150);
				case "lookup-threads-ports" -> scenes.threads(1, "http://one.attacker.test:1%d/", 60);
				case "socks-proxy-name" -> hangs("socks5://hang.test:1080", "http://127.0.0.1:9/");
				case "socks5h-proxy-name" -> hangs("socks5h://hang.test:1080", "http://a.test/");
				case "http-proxy-name" -> hangs("http://hang.test:3128", "http://a.test/");
				case "target-name" -> hangs(null, "http://hang.test/");
				case "warm-up-of-others" -> scenes.warmUp(null);
				case "warm-up-by-proxy" -> scenes.warmUp("socks5://hang.test:1080");
				default -> throw new IllegalArgumentException(args[0]);
			}
			System.out.println("played " + args[0]);
			// the lookups still hang
			Runtime.getRuntime().halt(0);
		}

		private void threads(int sessionCount, String url, int max) throws Exception {
			List<Session> sessions = new ArrayList<>();
			for (int i = 0; i < sessionCount; i++) {
				sessions.add(Session.builder("attacked")
					.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(50)))
					.pool((pool) -> pool.withMaxConnections(CALLERS))
					.build());
			}
			ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
			IntConsumer call = (number) -> assertThat(
					catchThrowable(() -> sessions.get(number % sessionCount).get(String.format(url, number))))
				.isInstanceOf(SessionException.class);
			call.accept(0);
			var threads = ManagementFactory.getThreadMXBean();
			int before = threads.getThreadCount();
			threads.resetPeakThreadCount();
			List<Runnable> calls = new ArrayList<>();
			for (int i = 0; i < CALLS; i++) {
				int number = i;
				calls.add(() -> call.accept(number));
			}
			for (var future : callers.invokeAll(calls.stream().map((task) -> Executors.callable(task)).toList(), 60,
					TimeUnit.SECONDS)) {
				future.get();
			}
			assertThat(threads.getPeakThreadCount() - before).isLessThanOrEqualTo(max + CALLERS);
		}

		private static void hangs(String proxy, String url) {
			Session session = Session.builder("hanging")
				.proxy((settings) -> (proxy != null) ? settings.withUrl(proxy) : settings)
				.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(500)).withTotal(Duration.ofSeconds(3)))
				.build();
			// loads the classes
			assertThat(catchThrowable(() -> Session.builder("refused").build().get("http://127.0.0.1:9/"))).isNotNull();
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(() -> session.get(url))
				.withMessageContaining((proxy != null) ? "the proxy hang.test" : "the address of hang.test");
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(1500));
		}

		private void warmUp(String proxy) {
			for (int i = 0; i < 20; i++) {
				Session.builder("hanging")
					.baseUrl("http://hang.test")
					.proxy((settings) -> (proxy != null) ? settings.withUrl(proxy) : settings)
					.timeout((timeout) -> timeout.withConnect(Duration.ofSeconds(30)))
					.pool((pool) -> pool.withWarmUp(1))
					.build()
					.warmUp();
			}
			Session other = Session.builder("other")
				.baseUrl(this.server.url())
				.pool((pool) -> pool.withWarmUp(1))
				.build();
			other.warmUp();
			await().atMost(Duration.ofSeconds(2)).until(() -> other.pool().available() == 1);
		}

	}

}
