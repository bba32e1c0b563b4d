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

package dev.sessions.autoconfigure.health;

import dev.sessions.Sessions;
import dev.sessions.actuate.SessionsHealthContributor;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.internal.binding.SessionConfigurations;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for {@link SessionsHealthContributor}, if there is a session with a
 * {@code health.path} or a {@code shared.store}.
 */
@AutoConfiguration(after = SessionsAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@Conditional(OnSessionHealthCondition.class)
public final class SessionHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("sessions")
	@ConditionalOnMissingBean(name = "sessionsHealthContributor")
	SessionsHealthContributor sessionsHealthContributor(Sessions sessions, SessionConfigurations configured) {
		return new SessionsHealthContributor(sessions, configured);
	}

}
