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

package dev.sessions.autoconfigure.mockserver;

import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.internal.spring.ExistingSingletons;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.test.MockServerRestClientCustomizer;
import org.springframework.boot.restclient.test.MockServerRestTemplateCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link Session} in tests with Spring Boot's
 * {@code @AutoConfigureMockRestServiceServer}: its server answers the sessions, too, and
 * none of them reaches the network.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		afterName = "org.springframework.boot.restclient.test.autoconfigure.MockRestServiceServerAutoConfiguration")
@ConditionalOnClass(MockServerRestClientCustomizer.class)
@ConditionalOnBean(MockServerRestClientCustomizer.class)
public final class SessionMockServerAutoConfiguration {

	@Bean
	MockServerSimulation namedSessionMockServer(SessionMockServerPostProcessor processor) {
		return processor.simulation();
	}

	@Bean
	static SessionMockServerPostProcessor namedSessionMockServerPostProcessor(
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<MockServerRestClientCustomizer> restClients,
			ObjectProvider<MockServerRestTemplateCustomizer> restTemplates) {
		SessionMockServerPostProcessor processor = new SessionMockServerPostProcessor(
				new MockServerSimulation(restClients, restTemplates));
		ExistingSingletons.of(beanFactory, Session.class).forEach(processor::simulate);
		return processor;
	}

}
