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

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sessions.Session;
import dev.sessions.autoconfigure.internal.binding.SessionName;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The names of a session among those of the beans. A bean of the application that has one
 * of these names takes the place of the session.
 *
 * @param name the name of the session
 * @param sessions the names of all sessions
 * @param beanFactory has the beans
 */
record SessionBeanNames(SessionName name, Collection<String> sessions, ConfigurableListableBeanFactory beanFactory) {

	private static final String SESSION = SessionBeanNames.class.getName() + ".session";

	/**
	 * Mark a bean definition as that of a configured session.
	 */
	static void mark(BeanDefinition definition, String session) {
		definition.setAttribute(SESSION, session);
	}

	/**
	 * The name of the session that a bean is: as configured, or else the name of the
	 * bean.
	 */
	static String sessionOf(String bean, @Nullable BeanFactory beanFactory) {
		if (beanFactory instanceof ConfigurableListableBeanFactory listable && listable.containsBeanDefinition(bean)) {
			return (listable.getBeanDefinition(bean).getAttribute(SESSION) instanceof String session) ? session : bean;
		}
		return (beanFactory instanceof HierarchicalBeanFactory child && child.getParentBeanFactory() != null)
				? sessionOf(bean, child.getParentBeanFactory()) : bean;
	}

	String session() {
		return this.name.written();
	}

	/**
	 * The name that the session's bean has unless another bean has it.
	 */
	String preferred() {
		return this.name.beanNames().get(0);
	}

	/**
	 * The documented names of the session, except those that the bean of another session
	 * has: {@code githubSession} is the session {@code github-session} if there is one.
	 */
	List<String> names() {
		Set<String> ofOthers = this.sessions.stream()
			.filter((other) -> !other.equals(session()))
			.flatMap((other) -> new SessionName(other).beanNames().stream())
			.collect(Collectors.toSet());
		return this.name.names().stream().filter((bean) -> !ofOthers.contains(bean)).toList();
	}

	/**
	 * The first name for the session's bean that no other bean has, or {@code null} if
	 * there is none.
	 */
	@Nullable String free() {
		return this.name.beanNames()
			.stream()
			.filter((bean) -> !this.beanFactory.containsLocalBean(bean))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The name of the bean that takes the place of the session, or {@code null} if there
	 * is none. A bean that does not exist everywhere, such as the fork of a request, does
	 * not.
	 */
	@Nullable String replacement() {
		return names().stream().filter(this::isReplacement).findFirst().orElse(null);
	}

	private boolean isReplacement(String bean) {
		return this.beanFactory.containsLocalBean(bean) && !isConfigured(bean)
				&& this.beanFactory.isTypeMatch(bean, Session.class) && this.beanFactory.isSingleton(bean)
				&& !this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(bean));
	}

	/**
	 * The name of the bean that was registered for the session, or {@code null} if there
	 * is none.
	 */
	@Nullable String configured() {
		return this.name.beanNames().stream().filter(this::isConfigured).findFirst().orElse(null);
	}

	private boolean isConfigured(String bean) {
		return this.beanFactory.containsBeanDefinition(bean)
				&& session().equals(this.beanFactory.getBeanDefinition(bean).getAttribute(SESSION));
	}

}
