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

import dev.sessions.autoconfigure.internal.binding.CurrentEnvironment;
import dev.sessions.autoconfigure.internal.binding.SessionName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Registers the other names of each session, such as {@code my-api} and
 * {@code myApiSession} of the bean {@code myApi}, as aliases. Runs after all beans are
 * registered, also those of tests, and makes way for a bean that has one of the names.
 */
class SessionAliases implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(SessionAliases.class);

	private final CurrentEnvironment environment;

	SessionAliases(CurrentEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		List<String> sessions = this.environment.sessions().names();
		for (String session : sessions) {
			SessionBeanNames names = new SessionBeanNames(new SessionName(session), sessions, beanFactory);
			String bean = bean(names, beanFactory);
			if (bean != null) {
				names.names().forEach((alias) -> register(beanFactory, bean, alias));
				names.name()
					.relaxedNames()
					.stream()
					.filter((alias) -> !beanFactory.containsLocalBean(alias))
					.forEach((alias) -> beanFactory.registerAlias(bean, alias));
			}
		}
	}

	/**
	 * The name of the bean that is the session, or {@code null} if a parent context has
	 * it.
	 */
	private static @Nullable String bean(SessionBeanNames names, ConfigurableListableBeanFactory beanFactory) {
		String configured = names.configured();
		String replacement = names.replacement();
		if (replacement == null) {
			return configured;
		}
		BeanDefinition definition = beanFactory.containsBeanDefinition(replacement)
				? beanFactory.getBeanDefinition(replacement) : null;
		if (definition != null) {
			SessionBeanNames.mark(definition, names.session());
		}
		if (configured != null && beanFactory instanceof BeanDefinitionRegistry registry) {
			if (definition != null && beanFactory.getBeanDefinition(configured).isPrimary()) {
				definition.setPrimary(true);
			}
			registry.removeBeanDefinition(configured);
		}
		return replacement;
	}

	private static void register(ConfigurableListableBeanFactory beanFactory, String bean, String alias) {
		if (!beanFactory.containsLocalBean(alias)) {
			beanFactory.registerAlias(bean, alias);
		}
		else if (!alias.equals(bean) && !List.of(beanFactory.getAliases(bean)).contains(alias)) {
			logger.info("The session '" + SessionBeanNames.sessionOf(bean, beanFactory) + "' is not available as '"
					+ alias + "', because another bean has this name");
		}
	}

}
