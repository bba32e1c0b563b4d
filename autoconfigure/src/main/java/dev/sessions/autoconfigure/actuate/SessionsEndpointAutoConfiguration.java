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

package dev.sessions.autoconfigure.actuate;

import java.util.stream.Stream;

import dev.sessions.Sessions;
import dev.sessions.actuate.RecentFailures;
import dev.sessions.actuate.SessionsEndpoint;
import dev.sessions.actuate.SessionsEndpointWebExtension;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.internal.binding.SessionConfigurations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link SessionsEndpoint}.
 */
@AutoConfiguration(after = SessionsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
public final class SessionsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint(SessionsEndpoint.class)
	static RecentFailures namedSessionRecentFailures() {
		return new RecentFailures();
	}

	@Bean
	@ConditionalOnAvailableEndpoint(SessionsEndpoint.class)
	@ConditionalOnMissingBean
	SessionsEndpoint namedSessionsEndpoint(Sessions sessions, ObjectProvider<SessionConfigurations> configured,
			RecentFailures failures, ConfigurableListableBeanFactory beanFactory) {
		return new SessionsEndpoint(sessions, configured.getIfAvailable(), failures,
				(name) -> isPrimary(name, beanFactory), (name) -> isCreated(name, beanFactory));
	}

	private static boolean isPrimary(String name, ConfigurableListableBeanFactory beanFactory) {
		return beanNames(name, beanFactory).filter(beanFactory::containsBeanDefinition)
			.anyMatch((bean) -> beanFactory.getMergedBeanDefinition(bean).isPrimary());
	}

	/**
	 * The name of a session and its aliases, one of which is the name of its bean.
	 */
	private static Stream<String> beanNames(String name, BeanFactory beanFactory) {
		return Stream.concat(Stream.of(name), Stream.of(beanFactory.getAliases(name)));
	}

	private static boolean isCreated(String name, @Nullable BeanFactory beanFactory) {
		if (beanFactory instanceof SingletonBeanRegistry singletons
				&& beanNames(name, beanFactory).anyMatch(singletons::containsSingleton)) {
			return true;
		}
		return beanFactory instanceof HierarchicalBeanFactory child && isCreated(name, child.getParentBeanFactory());
	}

	@Bean
	@ConditionalOnAvailableEndpoint(SessionsEndpoint.class)
	@ConditionalOnMissingBean
	SessionsEndpointWebExtension namedSessionsEndpointWebExtension(SessionsEndpoint endpoint) {
		return new SessionsEndpointWebExtension(endpoint);
	}

}
