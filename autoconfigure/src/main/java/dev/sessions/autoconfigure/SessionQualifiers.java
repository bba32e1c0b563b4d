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
import java.util.stream.Stream;

import dev.sessions.autoconfigure.internal.binding.SessionName;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
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
				: this.beanFactory.getBeanProvider(type).orderedStream().filter(applying::contains).toList();
	}

	/**
	 * The names of all beans of a type.
	 */
	List<String> names(Class<?> type) {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type));
	}

	/**
	 * Whether a bean is qualified with the name of a session, or named so.
	 */
	boolean isFor(String bean, String session) {
		return BeanFactoryAnnotationUtils.isQualifierMatch((qualifier) -> SessionName.isSame(qualifier, session), bean,
				this.beanFactory);
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
		BeanFactoryAnnotationUtils.isQualifierMatch((qualifier) -> {
			qualifiers.add(qualifier);
			return false;
		}, bean, this.beanFactory);
		qualifiers.remove(bean);
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
