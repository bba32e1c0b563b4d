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

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the meters of sessions.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, MetricsProperties.class })
@ConditionalOnBean(MeterRegistry.class)
public final class SessionMetricsAutoConfiguration {

	@Bean
	static SessionMeterBinder namedSessionMeterBinder() {
		return new SessionMeterBinder();
	}

	/**
	 * Gives the meters of other clients the same tags as those of sessions, because a
	 * registry such as Prometheus requires the same tags for all meters of a name.
	 */
	@Bean
	MeterFilter namedNoSessionTagFilter(Environment environment) {
		return new NoSessionTagFilter(
				environment.getProperty("management.observations.http.client.requests.name", "http.client.requests"));
	}

}
