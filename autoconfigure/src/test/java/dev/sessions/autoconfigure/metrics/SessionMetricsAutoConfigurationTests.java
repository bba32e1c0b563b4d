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

package dev.sessions.autoconfigure.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionCustomizer;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.observation.SessionObservationAutoConfiguration;
import dev.sessions.observation.SessionObservations;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SessionMetricsAutoConfiguration}.
 */
class SessionMetricsAutoConfigurationTests {

	private static final String MAX = "httpcomponents.httpclient.pool.total.max";

	private static final ApplicationContextRunner OWN = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class, SessionMetricsAutoConfiguration.class,
				SessionObservationAutoConfiguration.class));

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final ApplicationContextRunner runner = OWN
		.withConfiguration(
				AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
						CompositeMeterRegistryAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withPropertyValues("sessions.github.pool.max-connections=7", "sessions.jira.pool.max-connections=8");

	@Test
	void poolOfEachSessionIsBound() {
		this.runner.run((context) -> {
			System.gc();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get(MAX).tag("session", "github").gauge().value()).isEqualTo(7);
			assertThat(registry.get(MAX).tag("session", "jira").tag("httpclient", "jira").gauge().value()).isEqualTo(8);
		});
	}

	@Test
	void poolsOfMountsCountAsTheSessions() {
		this.server.otherwise(Reply.ok("ok"));
		this.runner
			.withPropertyValues("sessions.github.base-url=" + this.server.url(),
					"sessions.github.mounts[/reports].pool.max-connections=2")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get(MAX).tag("session", "github").gauge().value()).isEqualTo(9);
				Session github = context.getBean("github", Session.class);
				github.get("/reports");
				github.get("/x");
				assertThat(registry.get("httpcomponents.httpclient.pool.total.connections")
					.tag("session", "github")
					.tag("state", "available")
					.gauge()
					.value()).isEqualTo(2);
			});
	}

	@Test
	void poolsAreBoundToLaterRegistry() {
		this.runner.run((context) -> {
			SimpleMeterRegistry later = new SimpleMeterRegistry();
			context.getBean(SessionMeterBinder.class).bindTo(later);
			assertThat(later.get(MAX).gauges()).hasSize(2);
		});
	}

	@Test
	void sessionMadeByHandIsBound() {
		this.runner.withUserConfiguration(HandMadeConfiguration.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get(MAX).tag("session", "hand-made").gauge().value()).isEqualTo(50);
			assertThat(registry.find(MAX).tag("session", "lazy").gauge()).isNull();
			context.getBean("lazySession");
			assertThat(registry.get(MAX).tag("session", "lazy").gauge().value()).isEqualTo(50);
		});
	}

	@Test
	void sessionThatIsRegisteredReadyMadeIsBoundAndTimed() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = Session.builder("ready-made").baseUrl(this.server.url()).build()) {
			this.runner.withInitializer((context) -> context.getBeanFactory().registerSingleton("readyMade", session))
				.run((context) -> {
					context.getBean("readyMade", Session.class).get("/users/{login}", "octocat");
					MeterRegistry registry = context.getBean(MeterRegistry.class);
					assertThat(registry.get(MAX).tag("session", "ready-made").gauge().value()).isEqualTo(50);
					assertThat(calls(registry, "ready-made")).isOne();
				});
		}
	}

	@Test
	void sessionOfATestHasNoPool() {
		this.runner.withBean("mocked", Session.class, () -> mock(Session.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void retriesAreCounted() {
		this.server.otherwise(Reply.status(503), Reply.status(503), Reply.ok("third"));
		this.runner
			.withPropertyValues("sessions.github.base-url=" + this.server.url(),
					"sessions.github.retry.backoff.delay=0")
			.run((context) -> {
				context.getBean("github", Session.class).get("/x");
				assertThat(context.getBean(MeterRegistry.class)
					.get("sessions.retries")
					.tags("session", "github", "reason", "503")
					.counter()
					.count()).isEqualTo(2);
			});
	}

	@Test
	void retriesAreCountedOnceWhereForksAreBeans() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		this.runner
			.withPropertyValues("sessions.github.base-url=" + this.server.url(),
					"sessions.github.retry.backoff.delay=0")
			.run((context) -> {
				Session session = context.getBean("github", Session.class);
				AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
				Session fork = (Session) beans.initializeBean(session.fork(), "fork");
				fork.get("/x");
				assertThat(context.getBean(MeterRegistry.class).get("sessions.retries").counter().count()).isOne();
			});
	}

	@Test
	void callsAreTimed() {
		this.server.otherwise(Reply.ok("ok"));
		this.runner.withPropertyValues("sessions.github.base-url=" + this.server.url()).run((context) -> {
			Session session = context.getBean("github", Session.class);
			session.get("/users/{login}", "octocat");
			session.restClient().get().uri("/users/{login}", "octocat").retrieve().toBodilessEntity();
			assertThat(calls(context.getBean(MeterRegistry.class), "github")).isEqualTo(2);
		});
	}

	@Test
	void callsOfASessionMadeByHandAreTimedOnce() {
		this.server.otherwise(Reply.ok("ok"));
		this.runner.withBean("server", ScriptedServer.class, () -> this.server)
			.withUserConfiguration(CallingConfiguration.class)
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				for (String bean : List.of("fresh", "fork", "used", "observed")) {
					context.getBean(bean, Session.class).get("/users/{login}", "octocat");
				}
				assertThat(calls(registry, "fresh")).as("with its fork").isEqualTo(2);
				assertThat(calls(registry, "used")).isEqualTo(1);
				assertThat(calls(registry, "observed")).isEqualTo(1);
				assertThat(context.getBean("used", Session.class).pool().available()).isEqualTo(1);
			});
		assertThat(this.server.accepted()).as("one connection for each pool").isEqualTo(3);
	}

	private static long calls(MeterRegistry registry, String session) {
		return registry.get("http.client.requests")
			.tags("session", session, "uri", "/users/{login}", "status", "200")
			.timer()
			.count();
	}

	@Test
	void callsOfOtherClientsHaveTheSameTags() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			registry.timer("http.client.requests", "uri", "/").record(1, TimeUnit.SECONDS);
			registry.timer("http.client.requests.active", "uri", "/").record(1, TimeUnit.SECONDS);
			registry.timer("http.client.requests", "session", "github").record(1, TimeUnit.SECONDS);
			registry.timer("http.server.requests", "uri", "/").record(1, TimeUnit.SECONDS);
			assertThat(registry.get("http.client.requests").tag("uri", "/").timer().getId().getTag("session"))
				.isEqualTo("none");
			assertThat(registry.get("http.client.requests.active").timer().getId().getTag("session")).isEqualTo("none");
			assertThat(registry.get("http.client.requests").tag("session", "github").timer().count()).isEqualTo(1);
			assertThat(registry.get("http.server.requests").timer().getId().getTag("session")).isNull();
		});
	}

	@Test
	void nameOfTheMeterIsConfigurable() {
		this.runner.withPropertyValues("management.observations.http.client.requests.name=my.calls").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			registry.timer("my.calls").record(1, TimeUnit.SECONDS);
			assertThat(registry.get("my.calls").timer().getId().getTag("session")).isEqualTo("none");
		});
	}

	@Test
	void sessionsWorkWithoutMicrometer() {
		OWN.withClassLoader(new FilteredClassLoader("io.micrometer.core", "org.springframework.boot.micrometer",
				"org.springframework.boot.actuate"))
			.withPropertyValues("sessions.github.compression=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("github")
				.doesNotHaveBean(SessionMeterBinder.class));
	}

	@Test
	void withoutRegistryThereAreNoMeters() {
		OWN.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(SessionMeterBinder.class)
			.doesNotHaveBean(SessionCustomizer.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class HandMadeConfiguration {

		@Bean
		Session handMade() {
			return Session.builder("hand-made").build();
		}

		@Bean
		@Lazy
		Session lazySession() {
			return Session.builder("lazy").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CallingConfiguration {

		@Bean
		Session fresh(ScriptedServer server) {
			return Session.builder("fresh").baseUrl(server.url()).build();
		}

		@Bean
		Session fork(@Qualifier("fresh") Session fresh) {
			return fresh.fork();
		}

		/**
		 * Create a session that has made a call before any observation is possible.
		 */
		@Bean
		Session used(ScriptedServer server) {
			Session session = Session.builder("used").baseUrl(server.url()).build();
			session.get("/users/{login}", "before");
			return session;
		}

		@Bean
		Session observed(ScriptedServer server, SessionObservations observations) {
			SessionBuilder builder = Session.builder("observed").baseUrl(server.url());
			observations.customize("observed", builder);
			return builder.build();
		}

	}

}
