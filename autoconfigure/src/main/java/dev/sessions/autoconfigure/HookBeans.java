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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the hook beans of a session, in bean order: those qualified with its name, and
 * those without a qualifier.
 */
class HookBeans {

	private final ListableBeanFactory beanFactory;

	private final SessionQualifiers qualifiers;

	HookBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.qualifiers = new SessionQualifiers(beanFactory);
	}

	<T> List<T> of(Class<T> type, String session) {
		Set<Object> applying = Collections.newSetFromMap(new IdentityHashMap<>());
		for (String bean : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type)) {
			if (this.qualifiers.isForAll(bean) || this.qualifiers.isFor(bean, session)) {
				applying.add(this.beanFactory.getBean(bean));
			}
		}
		return applying.isEmpty() ? List.of()
				: this.beanFactory.getBeanProvider(type).orderedStream().filter(applying::contains).toList();
	}

}
