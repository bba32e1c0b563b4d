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

package dev.sessions.autoconfigure.redis;

import java.time.Duration;
import java.util.Base64;

import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.settings.StoreHandle;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.RedisServer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRedisAutoConfiguration}.
 */
@Tag("external-program")
@ExtendWith(OutputCaptureExtension.class)
class SessionRedisAutoConfigurationTests {

	private static final String[] SHARED = { "sessions.partner.shared.store=redis", "spring.application.name=shop" };

	private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login", Reply.ok("welcome").cookie("sid=1; Path=/"))
		.otherwise(
				(request, connection) -> Reply.ok(String.valueOf(request.header("Cookie"))).send(request, connection));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, SessionRedisAutoConfiguration.class,
				SessionsAutoConfiguration.class))
		.withPropertyValues("sessions.partner.base-url=" + this.server.url());

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

	private static String port(RedisServer redis) {
		return "spring.data.redis.port=" + redis.port();
	}

	@Test
	void applicationsOfOneNameShareASession() {
		try (RedisServer redis = RedisServer.start()) {
			ApplicationContextRunner shared = this.runner.withPropertyValues(SHARED).withPropertyValues(port(redis));
			shared.run((one) -> shared.run((other) -> {
				one.getBean(Session.class).get("/login");
				Session there = other.getBean(Session.class);
				await().until(() -> there.get("/").text(), "sid=1"::equals);
			}));
			shared.run((later) -> await().until(() -> later.getBean(Session.class).get("/").text(), "sid=1"::equals));
			shared.withPropertyValues("spring.application.name=other")
				.run((stranger) -> assertThat(stranger.getBean(Session.class).get("/").text()).isEqualTo("null"));
		}
	}

	@Test
	void applicationStartsWithoutTheLibrariesUnlessASessionShares() {
		ApplicationContextRunner without = this.runner.withClassLoader(
				new FilteredClassLoader("io.lettuce", "org.springframework.data.redis", "io.github.bucket4j"));
		without.run((context) -> assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("null"));
		without.withPropertyValues(SHARED)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.partner.shared.store")
				.hasMessageContaining("org.springframework.boot:spring-boot-starter-data-redis"));
	}

	@Test
	void sessionThatSharesNothingOpensNoConnection() {
		try (RedisServer redis = RedisServer.start()) {
			this.runner.withPropertyValues(port(redis)).run((context) -> {
				assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("null");
				assertThat(context.getBeanFactory().containsSingleton("namedSessionStore")).isFalse();
				assertThat(context).hasSingleBean(LettuceConnectionFactory.class);
				assertThat(connections(redis)).isZero();
			});
			this.runner.withPropertyValues(SHARED).withPropertyValues(port(redis)).run((context) -> {
				assertThat(context).hasSingleBean(StoreHandle.class);
				await().until(() -> connections(redis) == 2);
			});
			await().until(() -> connections(redis) == 0);
		}
	}

	private static long connections(RedisServer redis) {
		return redis.cli("CLIENT", "LIST").lines().filter((line) -> !line.contains("cmd=client")).count();
	}

	@Test
	void applicationStartsWhileRedisIsDown(CapturedOutput output) {
		Stopwatch stopwatch = Stopwatch.start();
		this.runner.withPropertyValues(SHARED)
			.withPropertyValues("spring.data.redis.port=" + ExternalProgram.freePort())
			.run((context) -> {
				Session session = context.getBean(Session.class);
				session.get("/login");
				assertThat(session.get("/").text()).isEqualTo("sid=1");
			});
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(15));
		assertThat(output).containsOnlyOnce("is unavailable (");
	}

	@Test
	void tableAtTheStartNamesRedis(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start()) {
			new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.properties(SHARED)
				.properties(port(redis), "sessions.partner.base-url=" + this.server.url())
				.run()
				.close();
			assertThat(output).containsPattern("attempts +shared\n").containsPattern("partner .* redis\n");
		}
	}

	@Test
	void applicationWithSeveralSessionsStartsWhileRedisHangs() {
		try (RedisServer redis = RedisServer.start()) {
			redis.pause();
			Stopwatch stopwatch = Stopwatch.start();
			this.runner.withPropertyValues(SHARED)
				.withPropertyValues(port(redis), "sessions.other.shared.store=redis",
						"sessions.third.shared.store=redis")
				.run((context) -> {
					Session session = context.getBean("partner", Session.class);
					session.get("/login");
					assertThat(session.get("/").text()).isEqualTo("sid=1");
				});
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(20));
		}
	}

	@Test
	void invalidKeyFailsTheStartAndIsNotShown(CapturedOutput output) {
		this.runner.withPropertyValues(SHARED)
			.withPropertyValues("sessions.partner.shared.encryption-key=s3cret-key")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.partner.shared.encryption-key")
				.hasMessageContaining("openssl rand -base64 32"));
		assertThat(output).doesNotContain("s3cret-key");
	}

	@Test
	void startWarnsOfSecretsThatAreNotEncrypted(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start()) {
			ApplicationContextRunner shared = this.runner.withPropertyValues(SHARED).withPropertyValues(port(redis));
			shared.withPropertyValues("sessions.partner.shared.encryption-key=" + KEY)
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(output).doesNotContain("without encryption").doesNotContain("without TLS");
			shared.run((context) -> assertThat(context).hasNotFailed());
			assertThat(output).containsOnlyOnce("set sessions.partner.shared.encryption-key to 32 random bytes")
				.doesNotContain("without TLS");
		}
	}

	@Test
	void startWarnsOfDefaultNamespace(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start()) {
			ApplicationContextRunner shared = this.runner.withPropertyValues(SHARED[0], port(redis));
			shared.withPropertyValues("sessions.partner.shared.namespace=shop")
				.run((context) -> assertThat(context).hasNotFailed());
			this.runner.withPropertyValues(SHARED)
				.withPropertyValues(port(redis))
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(output).doesNotContain("without a name");
			shared.withPropertyValues("spring.application.name=").run((context) -> assertThat(context).hasNotFailed());
			assertThat(output).containsOnlyOnce("set spring.application.name or sessions.partner.shared.namespace");
		}
	}

	@Test
	void stopClosesEachConnectionOnce(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start()) {
			this.runner.withPropertyValues(SHARED)
				.withPropertyValues(port(redis))
				.run((context) -> await().until(() -> connections(redis) == 2));
		}
		assertThat(output).doesNotContain("already closed");
	}

	@Test
	void startWarnsOfAPlainConnectionToAnotherHost(CapturedOutput output) {
		this.runner.withPropertyValues(SHARED)
			.withPropertyValues("spring.data.redis.host=redis.invalid")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce(
				"goes to Redis (redis.invalid) over a connection without TLS: set spring.data.redis.ssl.enabled");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, SessionRedisAutoConfiguration.class,
			SessionsAutoConfiguration.class })
	static class Application {

	}

}
