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

import dev.sessions.ForkKeyResolver;
import dev.sessions.autoconfigure.internal.binding.SessionConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the bean that tells which fork a call of a session with {@code forks.by: user}
 * uses: the one qualified with the session's name, or else the only one without a
 * qualifier. Spring Security's is the fallback.
 *
 * @param beanFactory may have resolvers
 * @param qualifiers tells for which session a bean is meant
 */
record ForkKeyResolvers(ConfigurableListableBeanFactory beanFactory, SessionQualifiers qualifiers) {

	@Nullable ForkKeyResolver of(SessionConfiguration configuration) {
		return configuration.forksByUser() ? find(configuration) : null;
	}

	private ForkKeyResolver find(SessionConfiguration configuration) {
		List<String> beans = this.qualifiers.names(ForkKeyResolver.class);
		List<String> found = beans.stream()
			.filter((bean) -> this.qualifiers.isFor(bean, configuration.name()))
			.toList();
		if (found.isEmpty()) {
			found = beans.stream().filter(this.qualifiers::isForAll).toList();
		}
		if (found.size() > 1) {
			found = found.stream().filter((bean) -> !isFallback(bean)).toList();
		}
		if (found.isEmpty()) {
			throw configuration.invalid("forks.by", "requires a ForkKeyResolver bean or Spring Security",
					"Add org.springframework.security:spring-security-core, declare a bean of type "
							+ ForkKeyResolver.class.getName() + ", or remove the key.");
		}
		if (found.size() > 1) {
			throw configuration.invalid("forks.by",
					"finds more than one ForkKeyResolver bean: " + String.join(", ", found),
					"Qualify one of them with " + configuration.name() + ".");
		}
		return this.beanFactory.getBean(found.get(0), ForkKeyResolver.class);
	}

	private boolean isFallback(String bean) {
		return this.beanFactory.containsBeanDefinition(bean) && this.beanFactory.getBeanDefinition(bean).isFallback();
	}

}
