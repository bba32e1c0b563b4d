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

import dev.sessions.SessionCustomizer;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.internal.resilience.ResilienceRegistries;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that creates the circuit breakers, rate limiters and bulkheads of
 * sessions in the registries of the application, if it has any.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class)
@ConditionalOnClass(name = "io.github.resilience4j.core.Registry")
public final class SessionResilienceAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SessionCustomizer namedSessionResilienceRegistries(ListableBeanFactory beanFactory) {
		ResilienceRegistries registries = new ResilienceRegistries(new RegistryBeans(beanFactory));
		return (name, builder) -> builder.resilience((resilience) -> resilience.withRegistries(registries));
	}

}
