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

package dev.sessions.autoconfigure.resilience;

import java.time.Duration;

import dev.sessions.CircuitOpenException;
import dev.sessions.RateLimitException;
import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SessionResilienceAutoConfiguration} and
 * {@link SessionResilienceMetricsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SessionResilienceAutoConfigurationTests {

	private static final String RESILIENCE4J = "io.github.resilience4j";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.status(500));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class,
				SessionResilienceAutoConfiguration.class, SessionResilienceMetricsAutoConfiguration.class))
		.withPropertyValues("sessions.github.base-url=" + this.server.url());

	private final ApplicationContextRunner measured = this.runner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

	@Test
	void keysEnableTheFeatures() {
		this.runner
			.withPropertyValues("sessions.github.circuit-breaker.window-size=1", "sessions.github.retry.max-attempts=1")
			.run((context) -> {
				Session github = context.getBean(Session.class);
				github.get("/x");
				assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> github.get("/x"));
				assertThat(context).doesNotHaveBean(CircuitBreakerRegistry.class);
			});
	}

	@Test
	void withoutKeysNothingIsEnabled() {
		this.runner.run((context) -> {
			Session github = context.getBean(Session.class);
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> github.unwrap(CircuitBreaker.class));
		});
	}

	@Test
	void registriesOfTheApplicationAreUsed() {
		CircuitBreakerRegistry circuitBreakers = CircuitBreakerRegistry.ofDefaults();
		RateLimiterRegistry rateLimiters = RateLimiterRegistry.ofDefaults();
		BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
		this.runner.withBean(CircuitBreakerRegistry.class, () -> circuitBreakers)
			.withBean(RateLimiterRegistry.class, () -> rateLimiters)
			.withBean(BulkheadRegistry.class, () -> bulkheads)
			.withPropertyValues("sessions.default.circuit-breaker.window-size=7",
					"sessions.default.rate-limit.limit-for-period=8", "sessions.default.bulkhead.max-wait=9s",
					"sessions.jira.bulkhead.enabled=false", "sessions.github.mounts[/reports].rate-limit.period=2s")
			.run((context) -> {
				Session github = context.getBean("github", Session.class);
				assertThat(circuitBreakers.getAllCircuitBreakers()).extracting(CircuitBreaker::getName)
					.containsExactlyInAnyOrder("github", "github[/reports]", "jira");
				assertThat(rateLimiters.getAllRateLimiters()).extracting(RateLimiter::getName)
					.containsExactlyInAnyOrder("github", "github[/reports]", "jira");
				assertThat(bulkheads.getAllBulkheads()).extracting(Bulkhead::getName)
					.containsExactlyInAnyOrder("github", "github[/reports]");
				assertThat(github.unwrap(CircuitBreaker.class)).isSameAs(circuitBreakers.circuitBreaker("github"));
				assertThat(circuitBreakers.circuitBreaker("github").getCircuitBreakerConfig().getSlidingWindowSize())
					.isEqualTo(7);
				assertThat(rateLimiters.rateLimiter("github[/reports]").getRateLimiterConfig().getLimitRefreshPeriod())
					.isEqualTo(Duration.ofSeconds(2));
				assertThat(bulkheads.bulkhead("github").getBulkheadConfig().getMaxWaitDuration())
					.isEqualTo(Duration.ofSeconds(9));
			});
	}

	@Test
	void namedInstanceOfTheApplicationIsUsedUnchanged(CapturedOutput output) {
		CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
		registry.circuitBreaker("github", CircuitBreakerConfig.custom().slidingWindowSize(1).build());
		this.runner.withBean(CircuitBreakerRegistry.class, () -> registry)
			.withPropertyValues("sessions.github.circuit-breaker.enabled=true", "sessions.github.retry.max-attempts=1")
			.run((context) -> {
				Session github = context.getBean(Session.class);
				github.get("/x");
				assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> github.get("/x"));
			});
		assertThat(output).containsOnlyOnce(
				"registry already has 'github', which is used unchanged: circuit-breaker.* of the session is ignored");
	}

	@Test
	void severalRegistriesWithoutPrimaryAreIgnored() {
		this.runner.withBean("one", CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
			.withBean("two", CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
			.withPropertyValues("sessions.github.circuit-breaker.enabled=true")
			.run((context) -> {
				context.getBean(Session.class).get("/x");
				assertThat(context.getBean("one", CircuitBreakerRegistry.class).getAllCircuitBreakers()).isEmpty();
				assertThat(context.getBean("two", CircuitBreakerRegistry.class).getAllCircuitBreakers()).isEmpty();
			});
	}

	@Test
	void metersHaveTheNameOfTheSession() {
		this.measured
			.withPropertyValues("sessions.github.circuit-breaker.window-size=1", "sessions.github.retry.max-attempts=1",
					"sessions.github.bulkhead.max-concurrent-calls=7", "sessions.github.rate-limit.limit-for-period=8",
					"sessions.github.rate-limit.period=1h", "sessions.jira.bulkhead.max-concurrent-calls=3")
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				Session github = context.getBean("github", Session.class);
				github.get("/x");
				assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> github.get("/x"));
				assertThat(meters.get("resilience4j.circuitbreaker.state")
					.tags("name", "github", "state", "open")
					.gauge()
					.value()).isOne();
				assertThat(meters.get("resilience4j.circuitbreaker.calls")
					.tags("name", "github", "kind", "failed")
					.timer()
					.count()).isOne();
				assertThat(meters.get("resilience4j.circuitbreaker.not.permitted.calls")
					.tag("name", "github")
					.counter()
					.count()).isOne();
				assertThat(meters.get("resilience4j.ratelimiter.available.permissions")
					.tag("name", "github")
					.gauge()
					.value()).isEqualTo(7);
				assertThat(gauge(meters, "github")).isEqualTo(7);
				assertThat(gauge(meters, "jira")).isEqualTo(3);
			});
	}

	@Test
	void metersAreBoundToLaterRegistryAndForMount() {
		this.measured.withPropertyValues("sessions.github.mounts[/reports].bulkhead.max-concurrent-calls=7")
			.run((context) -> {
				SimpleMeterRegistry later = new SimpleMeterRegistry();
				context.getBean(SessionResilienceMetrics.class).bindTo(later);
				assertThat(gauge(later, "github[/reports]")).isEqualTo(7);
			});
	}

	@Test
	void sessionMadeByHandIsMeasured() {
		this.measured
			.withBean("handMade", Session.class,
					() -> Session.builder("hand-made")
						.resilience((resilience) -> resilience.withBulkhead(BulkheadSettings.defaults()))
						.build())
			.withBean("mocked", Session.class, () -> mock(Session.class))
			.run((context) -> assertThat(gauge(context.getBean(MeterRegistry.class), "hand-made")).isEqualTo(25));
	}

	@Test
	void registryOfTheApplicationHasTheMetersOfTheApplication() {
		this.measured.withBean(BulkheadRegistry.class, BulkheadRegistry::ofDefaults)
			.withPropertyValues("sessions.github.bulkhead.enabled=true")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("resilience4j")));
	}

	private static double gauge(MeterRegistry meters, String name) {
		return meters.get("resilience4j.bulkhead.max.allowed.concurrent.calls").tag("name", name).gauge().value();
	}

	@ParameterizedTest
	@CsvSource({ "circuit-breaker,circuitbreaker", "rate-limit,ratelimiter", "bulkhead,bulkhead" })
	void missingModuleIsNamed(String block, String module) {
		for (String place : new String[] { "github", "default", "github.mounts[/reports]" }) {
			this.runner.withClassLoader(new FilteredClassLoader(RESILIENCE4J + "." + module))
				.withPropertyValues("sessions." + place + "." + block + ".enabled=true")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining(
							"sessions." + place + "." + block + " needs Resilience4j, which is not on the class path")
					.hasMessageContaining("Add the dependency io.github.resilience4j:resilience4j-" + module + "."));
		}
	}

	@Test
	void otherModulesMayBeMissing() {
		this.runner
			.withClassLoader(new FilteredClassLoader(RESILIENCE4J + ".circuitbreaker", RESILIENCE4J + ".bulkhead"))
			.withPropertyValues("sessions.github.rate-limit.limit-for-period=1", "sessions.github.rate-limit.period=1h",
					"sessions.github.rate-limit.max-wait=0", "sessions.github.circuit-breaker.enabled=false")
			.run((context) -> {
				Session github = context.getBean(Session.class);
				github.get("/x");
				assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> github.get("/x"));
			});
	}

	@Test
	void sessionsWorkWithoutResilience4j() {
		this.measured.withClassLoader(new FilteredClassLoader(RESILIENCE4J)).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(SessionResilienceAutoConfiguration.class)
				.doesNotHaveBean(SessionResilienceMetricsAutoConfiguration.class);
			assertThat(context.getBean(Session.class).get("/x").status().value()).isEqualTo(500);
		});
	}

	@Test
	void sessionsWorkWithoutItsMeters() {
		this.measured.withClassLoader(new FilteredClassLoader(RESILIENCE4J + ".micrometer"))
			.withPropertyValues("sessions.github.bulkhead.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SessionResilienceMetricsAutoConfiguration.class));
	}

}
