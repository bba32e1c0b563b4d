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

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.settings.PoolSettings;
import dev.sessions.testsupport.ChildJvm;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of shared threads, each in a separate JVM: they inherit nothing from the caller
 * that started them.
 */
class SharedThreadsProcessTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "timer-oom", "timer-oom-other-session", "timer-oom-shutdown", "timer-inherits",
			"timer-inherits-leaks", "timer-inherits-loader" })
	void callerThatCameFirstLeavesNoTrace(String id) throws Exception {
		assertThat(ChildJvm.run(this.folder, List.of(), Scenes.class, id)).contains("played " + id);
	}

	/**
	 * The program of the other JVM.
	 */
	public static final class Scenes {

		private static final InheritableThreadLocal<@Nullable Object> LOCAL = new InheritableThreadLocal<>();

		private static final ThreadLocal<String> NO_THREADS = new InheritableThreadLocal<>() {

			@Override
			protected String childValue(String parent) {
				throw new OutOfMemoryError("unable to create native thread");
			}

		};

		private final ScriptedServer server = ScriptedServer.start()
			.on("/drip", Faults.drippingBody(Duration.ofMillis(100)))
			.otherwise(Reply.ok("ok"));

		private Scenes() {
		}

		public static void main(String[] args) throws Exception {
			Scenes scenes = new Scenes();
			switch (args[0]) {
				case "timer-oom" -> scenes.limitHolds(false);
				case "timer-oom-other-session" -> scenes.limitHolds(true);
				case "timer-oom-shutdown" -> scenes.applicationEnds();
				case "timer-inherits" -> scenes.nothingIsInherited((pool) -> pool);
				case "timer-inherits-leaks" ->
					scenes.nothingIsInherited((pool) -> pool.withLeakDetection(Duration.ofSeconds(10)));
				case "timer-inherits-loader" -> scenes.loaderIsNotInherited();
				default -> throw new IllegalArgumentException(args[0]);
			}
			System.out.println("played " + args[0]);
			System.exit(0);
		}

		private void limitHolds(boolean inAnotherSession) throws Exception {
			Session session = session((pool) -> pool.withWarmUp(1));
			callWithoutThreads(session);
			Session other = inAnotherSession ? session((pool) -> pool) : session;
			inAThread(() -> {
				Stopwatch stopwatch = Stopwatch.start();
				assertThatExceptionOfType(TotalTimeoutException.class)
					.isThrownBy(() -> other.get("/drip", (request) -> request.timeout(Duration.ofMillis(800))));
				assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(2));
				return null;
			});
		}

		private void applicationEnds() throws Exception {
			ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.properties(Map.of("sessions.test.base-url", this.server.url(), "sessions.test.pool.warm-up", "1",
						"spring.lifecycle.timeout-per-shutdown-phase", "8s"))
				.run();
			callWithoutThreads(context.getBean(Session.class));
			Stopwatch stopwatch = Stopwatch.start();
			inAThread(() -> {
				context.close();
				return null;
			});
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(3));
		}

		private static void callWithoutThreads(Session session) throws Exception {
			session.warmUp();
			await().until(() -> session.pool().available() == 1);
			inAThread(() -> {
				NO_THREADS.set("none");
				assertThat(session.get("/x").text()).isEqualTo("ok");
				assertThat(session.get("/x").text()).isEqualTo("ok");
				return null;
			});
		}

		private void nothingIsInherited(UnaryOperator<PoolSettings> pool) throws Exception {
			Session session = session(pool);
			WeakReference<Object> local = inAThread(() -> {
				Object value = new Object();
				LOCAL.set(value);
				session.get("/x");
				return new WeakReference<>(value);
			});
			assertCollected(session, local);
		}

		private void loaderIsNotInherited() throws Exception {
			Session session = session((pool) -> pool.withLeakDetection(Duration.ofSeconds(10)));
			WeakReference<Object> loader = inAThread(() -> {
				ClassLoader own = new ClassLoader(getClass().getClassLoader()) {
				};
				Thread.currentThread().setContextClassLoader(own);
				session.get("/x");
				return new WeakReference<>(own);
			});
			assertCollected(session, loader);
		}

		/**
		 * Verify that a value is collected while the threads are busy.
		 */
		private static void assertCollected(Session session, WeakReference<Object> local) {
			for (int i = 0; i < 15; i++) {
				session.get("/x");
				System.gc();
				await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			}
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).contains("sessions-timer");
			assertThat(local.get()).isNull();
		}

		private Session session(UnaryOperator<PoolSettings> pool) {
			return Session.builder("test").baseUrl(this.server.url()).pool(pool).build();
		}

		private static <T extends @Nullable Object> T inAThread(Callable<T> task) throws Exception {
			FutureTask<T> future = new FutureTask<>(task);
			Thread thread = new Thread(future, "caller");
			thread.start();
			T result = future.get(30, TimeUnit.SECONDS);
			thread.join();
			return result;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SessionsAutoConfiguration.class)
	static class Application {

	}

}
