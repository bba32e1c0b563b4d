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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.SessionClosedException;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SessionShutdown}.
 */
class SessionShutdownTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@Test
	void runningCallEndsAndNoOtherBegins() throws Exception {
		Gate gate = new Gate();
		this.server.on("/running", gate.then(Reply.ok("ended"))).otherwise(Reply.ok("ok"));
		ConfigurableApplicationContext context = run();
		Session session = context.getBean("test", Session.class);
		Future<Response> running = this.calls.start(() -> session.get("/running"));
		gate.awaitArrivals(1);
		Future<?> closing = this.calls.start(() -> close(context));
		await().until(() -> catchThrowable(() -> session.get("/new")) instanceof SessionClosedException);
		for (Session refusing : List.of(session, session.fork())) {
			assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> refusing.get("/new"))
				.withMessageContaining("Session 'test': GET " + this.server.url("/new"))
				.withMessageContaining("the application is shutting down");
		}
		assertThat(running).isNotDone();
		assertThat(closing).isNotDone();
		gate.open();
		assertThat(running.get().text()).isEqualTo("ended");
		closing.get();
		assertThat(session.pool().available()).isZero();
		await().until(() -> this.server.open() == 0);
	}

	@ParameterizedTest
	@EnumSource
	void everyFaceIsRefused(Face face) throws Exception {
		Gate gate = new Gate();
		this.server.on("/running", gate.then(Reply.ok("ended"))).otherwise(Reply.ok("ok"));
		ConfigurableApplicationContext context = run();
		Session session = context.getBean("test", Session.class);
		Future<Response> running = this.calls.start(() -> session.get("/running"));
		gate.awaitArrivals(1);
		Future<?> closing = this.calls.start(() -> close(context));
		await().until(() -> catchThrowable(() -> session.get("/new")) instanceof SessionClosedException);
		assertThat(catchThrowable(() -> face.get(session, this.server.url("/face"))))
			.hasMessageContaining("the application is shutting down");
		assertThat(this.server.requests("/face")).isEmpty();
		gate.open();
		running.get();
		closing.get();
	}

	@Test
	void readingOfBodyEndsToo() throws Exception {
		Gate half = new Gate();
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
			half.then((ignored, same) -> same.send("half")).send(request, connection);
		});
		ConfigurableApplicationContext context = run();
		Session session = context.getBean("test", Session.class);
		Future<byte[]> running = this.calls.start(() -> session.stream(HttpMethod.GET, "/stream", (request) -> {
		}, (response) -> response.body().readAllBytes()));
		half.awaitArrivals(1);
		Future<?> closing = this.calls.start(() -> close(context));
		await().until(() -> catchThrowable(() -> session.get("/new")) instanceof SessionClosedException);
		assertThat(closing).isNotDone();
		half.open();
		assertThat(running.get()).asString().isEqualTo("halfhalf");
		closing.get();
	}

	@Test
	void callThatWaitsForNextAttemptMayEnd() throws Exception {
		this.server.otherwise(Reply.status(503).header("Retry-After", "1"), Reply.ok("second"));
		ConfigurableApplicationContext context = run();
		Session session = context.getBean("test", Session.class);
		Future<Response> waiting = this.calls.start(() -> session.get("/x"));
		await().until(() -> this.server.requests().size() == 1);
		context.close();
		assertThat(waiting.get().text()).isEqualTo("second");
	}

	@Test
	void callThatExceedsThePhaseIsCancelled() throws Exception {
		Gate arrived = new Gate();
		this.server.otherwise(arrived.then(Faults.silence()));
		arrived.open();
		ConfigurableApplicationContext context = run("--spring.lifecycle.timeout-per-shutdown-phase=500ms");
		Session session = context.getBean("test", Session.class);
		Future<Throwable> hanging = this.calls.start(() -> catchThrowable(() -> session.get("/x")));
		arrived.awaitArrivals(1);
		Stopwatch stopwatch = Stopwatch.start();
		context.close();
		assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
		assertThat(hanging.get()).isInstanceOf(SessionClosedException.class)
			.hasMessageContaining("the session was closed, as the application is shutting down");
	}

	@Test
	void beanOfHigherPhaseMayCallWhileItStops() {
		this.server.otherwise(Reply.ok("ok"));
		ConfigurableApplicationContext context = run(Callers.class);
		context.close();
		assertThat(Callers.failures).isEmpty();
		assertThat(this.server.requests()).extracting((request) -> request.path())
			.containsExactly("/" + SmartLifecycle.DEFAULT_PHASE, "/" + (SmartLifecycle.DEFAULT_PHASE - 2048), "/0",
					"/" + (Integer.MIN_VALUE + 1));
	}

	@Test
	void sessionBuiltByHandIsStoppedToo() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("ended")));
		ConfigurableApplicationContext context = run(HandBuilt.class);
		Session session = context.getBean("own", Session.class);
		Future<Response> running = this.calls.start(() -> session.get(this.server.url("/x")));
		gate.awaitArrivals(1);
		Future<?> closing = this.calls.start(() -> close(context));
		await().until(() -> catchThrowable(() -> session.get(this.server.url("/y"))) instanceof SessionClosedException);
		gate.open();
		assertThat(running.get().text()).isEqualTo("ended");
		closing.get();
	}

	@Test
	void contextThatIsStartedAgainCallsAgain() {
		this.server.otherwise(Reply.ok("ok"));
		try (ConfigurableApplicationContext context = run()) {
			Session session = context.getBean("test", Session.class);
			context.stop();
			assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> session.get("/x"));
			context.start();
			assertThat(session.get("/x").text()).isEqualTo("ok");
		}
	}

	@Test
	void idleSessionsStopAtOnce() {
		this.server.otherwise(Reply.ok("ok"));
		ConfigurableApplicationContext context = run();
		context.getBean("test", Session.class).get("/x");
		AtomicBoolean called = new AtomicBoolean();
		context.getBean(SessionShutdown.class).stop(() -> called.set(true));
		assertThat(called).isTrue();
		context.close();
	}

	private static Void close(ConfigurableApplicationContext context) {
		context.close();
		return null;
	}

	private ConfigurableApplicationContext run(String... args) {
		return run(Application.class, args);
	}

	private ConfigurableApplicationContext run(Class<?> application, String... args) {
		List<String> all = new ArrayList<>(List.of(args));
		Collections.addAll(all, "--sessions.test.base-url=" + this.server.url(),
				"--spring.main.register-shutdown-hook=false");
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(all.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HandBuilt {

		@Bean
		Session own() {
			return Session.builder("own").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Callers {

		static final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

		@Bean
		Caller consumer(Session test) {
			return new Caller(test, SmartLifecycle.DEFAULT_PHASE);
		}

		@Bean
		Caller webServer(Session test) {
			return new Caller(test, SmartLifecycle.DEFAULT_PHASE - 2048);
		}

		@Bean
		Caller plain(Session test) {
			return new Caller(test, 0);
		}

		@Bean
		Caller last(Session test) {
			return new Caller(test, Integer.MIN_VALUE + 1);
		}

	}

	/**
	 * Notifies a server that it stops.
	 */
	private static final class Caller implements SmartLifecycle {

		private final Session session;

		private final int phase;

		private boolean running;

		Caller(Session session, int phase) {
			this.session = session;
			this.phase = phase;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			Throwable failure = catchThrowable(() -> this.session.get("/{phase}", this.phase));
			if (failure != null) {
				Callers.failures.add(failure);
			}
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
