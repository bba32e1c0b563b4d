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

package dev.sessions.autoconfigure.manners;

import java.util.Map;

import dev.sessions.Session;
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.Yaml;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Applications with sessions in an environment given by a test.
 */
final class Environments {

	private Environments() {
	}

	static ApplicationContextRunner yaml(String yaml) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
			.withAllowBeanDefinitionOverriding(false)
			.withInitializer(Yaml.of(yaml));
	}

	static ApplicationContextRunner variables(ApplicationContextRunner runner, Map<String, Object> variables) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		return runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, variables)));
	}

	static ApplicationContextRunner higher(ApplicationContextRunner runner, PropertySource<?> source) {
		return runner.withInitializer((context) -> {
			MutablePropertySources sources = context.getEnvironment().getPropertySources();
			sources.addFirst(source);
		});
	}

	static SessionSettings settings(BeanFactory beans, String session) {
		return beans.getBean(session, Session.class).unwrap(SessionSettings.class);
	}

	/**
	 * A source that cannot list its names, like that of JNDI.
	 */
	static PropertySource<?> silentAbout(Map<String, String> values) {
		return new PropertySource<Object>("jndi") {

			@Override
			public Object getProperty(String name) {
				return values.get(name);
			}

		};
	}

}
