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

package dev.sessions.autoconfigure.service;

import dev.sessions.autoconfigure.SessionsAutoConfiguration;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/**
 * Auto-configuration that backs groups of HTTP service clients with sessions.
 */
@AutoConfiguration(after = SessionsAutoConfiguration.class)
@ConditionalOnBean(HttpServiceProxyRegistry.class)
public final class SessionHttpServiceAutoConfiguration {

	@Bean
	SessionHttpServiceGroupConfigurer namedSessionHttpServiceGroups(BeanFactory beanFactory, Environment environment) {
		return new SessionHttpServiceGroupConfigurer(beanFactory, new SessionGroups(environment));
	}

}
