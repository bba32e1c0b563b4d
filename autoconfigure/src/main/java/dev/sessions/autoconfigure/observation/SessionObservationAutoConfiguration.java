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
import dev.sessions.observation.SessionObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Auto-configuration for the observations of sessions.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ObservationRegistry.class, ObservationProperties.class })
@ConditionalOnBean(ObservationRegistry.class)
@EnableConfigurationProperties(ObservationProperties.class)
public final class SessionObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SessionObservations namedSessionObservations(ObservationRegistry registry,
			ObjectProvider<ClientRequestObservationConvention> convention, ObservationProperties properties) {
		String name = properties.getHttp().getClient().getRequests().getName();
		return new SessionObservations(registry,
				convention.getIfAvailable(() -> new DefaultClientRequestObservationConvention(name)));
	}

	@Bean
	static SessionObservationPostProcessor namedSessionObservationPostProcessor(
			ObjectProvider<SessionObservations> observations) {
		return new SessionObservationPostProcessor(observations);
	}

	/**
	 * Where Spring Boot declares a handler for the meters of observations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MetricsAutoConfiguration.class)
	static class MeterHandlerConfiguration {

		@Bean
		static SessionMeterHandlerPostProcessor namedSessionMeterHandlerPostProcessor(
				ConfigurableListableBeanFactory beanFactory, ObjectProvider<MeterRegistry> registry) {
			return new SessionMeterHandlerPostProcessor(beanFactory, registry);
		}

	}

}
