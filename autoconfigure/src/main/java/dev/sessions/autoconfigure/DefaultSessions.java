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
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.NoSuchSessionException;
import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.internal.binding.SessionName;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A registry of the session beans, which are created on first use.
 */
class DefaultSessions implements Sessions {

	private final ListableBeanFactory beanFactory;

	DefaultSessions(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Session get(String name) {
		return find(name).orElseThrow(() -> new NoSuchSessionException(name, names()));
	}

	/**
	 * If two names differ in spelling only, the exact match is preferred.
	 */
	@Override
	public Optional<Session> find(String name) {
		return beans().entrySet()
			.stream()
			.filter((candidate) -> SessionName.isSame(candidate.getKey(), name))
			.min(Comparator.comparing((candidate) -> !candidate.getKey().equals(name)))
			.map((candidate) -> this.beanFactory.getBean(candidate.getValue(), Session.class));
	}

	@Override
	public Set<String> names() {
		return Collections.unmodifiableSet(beans().keySet());
	}

	/**
	 * The names of all session beans by those of their sessions, except scoped ones such
	 * as the fork of a request, which do not exist outside their scope.
	 */
	private Map<String, String> beans() {
		Map<String, String> beans = new TreeMap<>();
		for (String bean : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Session.class, false,
				true)) {
			beans.putIfAbsent(SessionBeanNames.sessionOf(bean, this.beanFactory), bean);
		}
		return beans;
	}

}
