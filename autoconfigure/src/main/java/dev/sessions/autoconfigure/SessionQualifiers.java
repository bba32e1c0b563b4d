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

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.sessions.autoconfigure.internal.binding.SessionName;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * Finds the beans that are meant for a session, by their qualifiers.
 *
 * @param beanFactory has the beans
 */
record SessionQualifiers(ListableBeanFactory beanFactory) {

	/**
	 * The hook beans of a session, in bean order: those qualified with its name, and
	 * those without a qualifier.
	 */
	<T> List<T> hooks(Class<T> type, String session) {
		Set<Object> applying = Collections.newSetFromMap(new IdentityHashMap<>());
		for (String bean : names(type)) {
			if (isForAll(bean) || isFor(bean, session)) {
				applying.add(this.beanFactory.getBean(bean));
			}
		}
		return applying.isEmpty() ? List.of()
				: this.beanFactory.getBeanProvider(type)
					.orderedStream(ObjectProvider.UNFILTERED, false)
					.filter(applying::contains)
					.toList();
	}

	/**
	 * The names of all beans of a type. Of a scoped bean, this is its proxy.
	 */
	List<String> names(Class<?> type) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type))
			.filter((bean) -> !ScopedProxyUtils.isScopedTarget(bean))
			.toList();
	}

	/**
	 * Whether a bean is qualified with the name of a session, or named so.
	 */
	boolean isFor(String bean, String session) {
		return isMatch(bean, (qualifier) -> SessionName.isSame(qualifier, session));
	}

	/**
	 * Whether a qualifier matches. A scoped proxy has those of its target.
	 */
	private boolean isMatch(String bean, Predicate<String> qualifier) {
		return Stream.of(bean, ScopedProxyUtils.getTargetBeanName(bean))
			.anyMatch((name) -> this.beanFactory.containsBean(name)
					&& BeanFactoryAnnotationUtils.isQualifierMatch(qualifier, name, this.beanFactory));
	}

	/**
	 * Whether a bean has no qualifier besides its own names.
	 */
	boolean isForAll(String bean) {
		return of(bean).isEmpty();
	}

	/**
	 * The qualifiers of a bean besides its own names.
	 */
	private Set<String> of(String bean) {
		Set<String> qualifiers = new LinkedHashSet<>();
		isMatch(bean, (qualifier) -> {
			qualifiers.add(qualifier);
			return false;
		});
		qualifiers.removeAll(List.of(bean, ScopedProxyUtils.getTargetBeanName(bean)));
		qualifiers.removeAll(Arrays.asList(this.beanFactory.getAliases(bean)));
		return qualifiers;
	}

	/**
	 * The warnings about beans of a type that are qualified with names that no session
	 * has, so that they are not used.
	 */
	Stream<String> warnings(Class<?> type, Set<String> sessions) {
		return names(type).stream()
			.filter((bean) -> !isForAll(bean) && sessions.stream().noneMatch((session) -> isFor(bean, session)))
			.map((bean) -> "The bean '" + bean + "' (" + type.getSimpleName() + ") is qualified with "
					+ String.join(", ", of(bean)) + ", which is not the name of a session: no session uses it. The "
					+ "sessions are " + String.join(", ", sessions) + ".");
	}

}
