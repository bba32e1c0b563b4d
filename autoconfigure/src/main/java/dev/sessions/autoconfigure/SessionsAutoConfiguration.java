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

import dev.sessions.SessionCustomizer;
import dev.sessions.SessionSettings;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.internal.binding.CurrentEnvironment;
import dev.sessions.autoconfigure.internal.binding.SessionConfigurations;
import dev.sessions.autoconfigure.internal.binding.SslBundleMaterials;
import dev.sessions.internal.spring.SessionPostProcessor;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the configured sessions.
 */
@AutoConfiguration
public final class SessionsAutoConfiguration {

	@Bean
	static CurrentEnvironment namedSessionEnvironment(Environment environment) {
		return new CurrentEnvironment(environment);
	}

	@Bean
	static SessionBeanDefinitions namedSessionBeanDefinitions(CurrentEnvironment environment) {
		return new SessionBeanDefinitions(environment);
	}

	@Bean
	static SessionAliases namedSessionAliases(CurrentEnvironment environment) {
		return new SessionAliases(environment);
	}

	@Bean
	SessionConfigurations namedSessionConfigurations(CurrentEnvironment environment) {
		return new SessionConfigurations(environment);
	}

	@Bean
	SessionFactory namedSessionFactory(ConfigurableListableBeanFactory beanFactory,
			SessionConfigurations configurations, ObjectProvider<SessionSettings> base,
			ObjectProvider<SslBundles> bundles, ObjectProvider<SessionCustomizer> customizers) {
		return new SessionFactory(beanFactory, configurations, base.getIfAvailable(SessionSettings::defaults),
				new SslBundleMaterials(bundles), customizers);
	}

	@Bean
	SessionWarmUp namedSessionWarmUp(ConfigurableListableBeanFactory beanFactory) {
		return new SessionWarmUp(beanFactory);
	}

	@Bean
	RegisteredSessions namedSessionsRegistered(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<SessionPostProcessor> processors) {
		return new RegisteredSessions(beanFactory, processors);
	}

	@Bean
	SessionStartReport namedSessionStartReport(SessionFactory factory, ListableBeanFactory beanFactory) {
		return new SessionStartReport(factory, beanFactory);
	}

	@Bean
	SessionShutdown namedSessionShutdown(ConfigurableListableBeanFactory beanFactory) {
		return new SessionShutdown(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Sessions namedSessions(ListableBeanFactory beanFactory) {
		return new DefaultSessions(beanFactory);
	}

}
