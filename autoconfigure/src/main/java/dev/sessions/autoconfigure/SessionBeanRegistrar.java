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

import java.util.List;

import dev.sessions.Session;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * Registers a bean for each session that the environment names. A mistake in the
 * configuration is found here, before any bean is made.
 */
class SessionBeanRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment env) {
		SessionsEnvironment environment = new SessionsEnvironment(env);
		List<String> names = environment.names();
		registry.registerBean(SessionAliases.class.getName(), SessionAliases.class,
				(spec) -> spec.infrastructure().supplier((context) -> new SessionAliases(names)));
		// While the application is built, its secrets need not be there; it starts later.
		if (SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING)) {
			names.forEach((name) -> registry.registerBean(name, Session.class));
			return;
		}
		List<SessionConfiguration> configurations = names.stream()
			.map((name) -> new SessionConfiguration(name, environment))
			.toList();
		check(configurations);
		registry.registerBean(SessionConfigurations.class.getName(), SessionConfigurations.class,
				(spec) -> spec.infrastructure().supplier((context) -> new SessionConfigurations(configurations)));
		configurations.forEach((configuration) -> register(registry, configuration));
	}

	private static void check(List<SessionConfiguration> configurations) {
		List<SessionConfiguration> primaries = configurations.stream().filter(SessionConfiguration::primary).toList();
		if (primaries.size() > 1) {
			throw primaries.get(1)
				.invalid("primary", "is true, but so is sessions." + primaries.get(0).name() + ".primary",
						"Let only one session be primary.");
		}
		for (SessionConfiguration configuration : configurations) {
			if (ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME.equals(configuration.name())) {
				throw configuration.invalid("", "has the name of Spring's own environment bean",
						"Give the session another name.");
			}
		}
	}

	private static void register(BeanRegistry registry, SessionConfiguration configuration) {
		registry.registerBean(configuration.name(), Session.class, (spec) -> {
			spec.description("The session configured as sessions." + configuration.name());
			spec.supplier((context) -> context.bean(SessionFactory.class).create(configuration));
			if (configuration.primary()) {
				spec.primary();
			}
		});
	}

	/**
	 * Whether a bean was registered here, and is a session.
	 */
	static boolean isSession(BeanDefinition definition) {
		return SessionBeanRegistrar.class.equals(definition.getSource())
				&& Session.class.getName().equals(definition.getBeanClassName());
	}

}
