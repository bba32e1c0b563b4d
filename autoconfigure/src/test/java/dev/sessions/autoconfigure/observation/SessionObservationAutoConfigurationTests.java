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

package dev.sessions.autoconfigure.observation;

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.observation.SessionMeterObservationHandler;
import dev.sessions.observation.SessionObservations;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionObservationAutoConfiguration}.
 */
class SessionObservationAutoConfigurationTests {

	private static final ApplicationContextRunner OWN = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(SessionsAutoConfiguration.class, SessionObservationAutoConfiguration.class));

	private final ApplicationContextRunner runner = OWN
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class));

	@Test
	void sessionsAreObserved() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(SessionObservations.class);
			assertThat(convention(context.getBean(SessionObservations.class)).getName())
				.isEqualTo("http.client.requests");
		});
	}

	@Test
	void nameIsThatOfSpringBoot() {
		this.runner.withPropertyValues("management.observations.http.client.requests.name=my.calls")
			.run((context) -> assertThat(convention(context.getBean(SessionObservations.class)).getName())
				.isEqualTo("my.calls"));
	}

	@Test
	void ownConventionIsUsed() {
		ClientRequestObservationConvention own = new DefaultClientRequestObservationConvention("own");
		this.runner.withBean(ClientRequestObservationConvention.class, () -> own)
			.run((context) -> assertThat(convention(context.getBean(SessionObservations.class))).isSameAs(own));
	}

	@Test
	void ownObservationsReplaceThese() {
		this.runner
			.withBean("own", SessionObservations.class, () -> new SessionObservations(ObservationRegistry.create()))
			.run((context) -> assertThat(context).hasSingleBean(SessionObservations.class).hasBean("own"));
	}

	@Test
	void handlerOfSpringBootCostsLess() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(DefaultMeterObservationHandler.class))
				.isInstanceOf(SessionMeterObservationHandler.class));
	}

	@Test
	void handlerOfTheApplicationIsLeftUnchanged() {
		DefaultMeterObservationHandler own = new DefaultMeterObservationHandler(new SimpleMeterRegistry());
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.withBean("own", DefaultMeterObservationHandler.class, () -> own)
			.run((context) -> assertThat(context.getBean("own")).isSameAs(own));
	}

	@Test
	void sessionsWorkWithoutTheModule() {
		OWN.withClassLoader(new FilteredClassLoader("org.springframework.boot.micrometer"))
			.withPropertyValues("sessions.github.base-url=http://localhost")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("github")
				.doesNotHaveBean(SessionObservations.class));
	}

	private static ClientRequestObservationConvention convention(SessionObservations observations) {
		return (ClientRequestObservationConvention) ReflectionTestUtils.getField(observations, "convention");
	}

}
