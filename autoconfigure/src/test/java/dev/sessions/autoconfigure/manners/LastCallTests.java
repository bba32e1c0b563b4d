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

import java.util.concurrent.Future;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.SessionClosedException;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of calls during the shutdown of an application.
 */
class LastCallTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@Test
	@DisplayName("call after the end is refused (destroy_closed)")
	void callAfterTheEndIsRefused() {
		ConfigurableApplicationContext context = run();
		Session session = context.getBean(Session.class);
		context.close();
		int before = this.server.requests().size();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> session.get("/late"));
		assertThat(this.server.requests()).hasSize(before);
	}

	@Test
	@DisplayName("destroy_disposable, destroy_lifecycle")
	void beansMayCallWhileTheyStopAndAreDestroyed() {
		run().close();
		assertThat(this.server.requests()).extracting((request) -> request.path())
			.containsExactlyInAnyOrder("/lifecycle", "/disposable", "/pre-destroy");
	}

	@Test
	void beanCreatedLateMayCallToo() {
		ConfigurableApplicationContext context = run();
		context.getBean("late");
		context.close();
		assertThat(this.server.requests("/late")).hasSize(1);
	}

	@Test
	void beanWithoutDependencyMayCallToo() {
		run(Finder.class).close();
		assertThat(this.server.requests("/found")).hasSize(1);
	}

	@Test
	void lastCallsAreMadeEvenIfAnotherCallHangs() throws Exception {
		Gate arrived = new Gate();
		this.server.on("/hanging", arrived.then(Faults.silence()));
		arrived.open();
		ConfigurableApplicationContext context = run("--spring.lifecycle.timeout-per-shutdown-phase=300ms");
		Session session = context.getBean(Session.class);
		Future<Throwable> hanging = this.calls.start(() -> catchThrowable(() -> session.get("/hanging")));
		arrived.awaitArrivals(1);
		context.close();
		assertThat(this.server.requests("/disposable")).hasSize(1);
		assertThat(this.server.requests("/pre-destroy")).hasSize(1);
		assertThat(hanging.get()).isInstanceOf(SessionClosedException.class)
			.hasMessageContaining("the application is shutting down");
	}

	@Test
	@DisplayName("running call ends with its response (destroy_running)")
	void runningCallEndsWithItsResponse() throws Exception {
		Gate gate = new Gate();
		this.server.on("/running", gate.then(Reply.ok("the answer")));
		ConfigurableApplicationContext context = run();
		Session session = context.getBean(Session.class);
		Future<Response> running = this.calls.start(() -> session.get("/running"));
		gate.awaitArrivals(1);
		Future<?> closing = this.calls.start(() -> {
			context.close();
			return null;
		});
		await().until(() -> catchThrowable(() -> session.get("/new")) instanceof SessionClosedException);
		gate.open();
		assertThat(running.get().text()).isEqualTo("the answer");
		closing.get();
	}

	private ConfigurableApplicationContext run(String... args) {
		return run(Application.class, args);
	}

	private ConfigurableApplicationContext run(Class<?> application, String... args) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("sessions.github.base-url=" + this.server.url(), "spring.main.register-shutdown-hook=false")
			.run(args);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

		@Bean
		DisposableBean deregistration(Session github) {
			return () -> github.get("/disposable");
		}

		@Bean
		Deregistration annotated(Session github) {
			return new Deregistration(github, "/pre-destroy");
		}

		@Bean
		@Lazy
		Deregistration late(Session github) {
			return new Deregistration(github, "/late");
		}

		@Bean
		Stopping stopping(Session github) {
			return new Stopping(github);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Finder {

		@Bean
		DisposableBean finder(Sessions sessions) {
			return () -> sessions.get("github").get("/found");
		}

	}

	static class Deregistration {

		private final Session session;

		private final String path;

		Deregistration(Session session, String path) {
			this.session = session;
			this.path = path;
		}

		@PreDestroy
		void deregister() {
			this.session.get(this.path);
		}

	}

	static class Stopping implements SmartLifecycle {

		private final Session session;

		private boolean running;

		Stopping(Session session) {
			this.session = session;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.session.get("/lifecycle");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
