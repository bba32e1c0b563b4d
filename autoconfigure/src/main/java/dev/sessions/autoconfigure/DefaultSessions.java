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
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.sessions.NoSuchSessionException;
import dev.sessions.Session;
import dev.sessions.Sessions;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The sessions among the beans. They are created when they are first asked for.
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
	 * Of two names that differ in spelling alone, the one that is spelt like this.
	 */
	@Override
	public Optional<Session> find(String name) {
		return Arrays.stream(beanNames())
			.filter((candidate) -> SessionNames.isSame(candidate, name))
			.min(Comparator.comparing((candidate) -> !candidate.equals(name)))
			.map((candidate) -> this.beanFactory.getBean(candidate, Session.class));
	}

	@Override
	public Set<String> names() {
		return Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(beanNames())));
	}

	/**
	 * Without those of a scope, such as the fork of a request: they are not there for
	 * everybody.
	 */
	private String[] beanNames() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Session.class, false, true);
	}

}
