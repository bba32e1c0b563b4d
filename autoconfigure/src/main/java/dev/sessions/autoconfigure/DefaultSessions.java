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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.sessions.NoSuchSessionException;
import dev.sessions.Session;
import dev.sessions.Sessions;

import org.springframework.beans.factory.BeanFactory;

/**
 * Finds the configured sessions in the bean factory.
 */
class DefaultSessions implements Sessions {

	private final Set<String> names;

	private final BeanFactory beanFactory;

	DefaultSessions(List<String> names, BeanFactory beanFactory) {
		this.names = Collections.unmodifiableSet(new TreeSet<>(names));
		this.beanFactory = beanFactory;
	}

	@Override
	public Session get(String name) {
		return find(name).orElseThrow(() -> new NoSuchSessionException(name, this.names));
	}

	@Override
	public Optional<Session> find(String name) {
		return this.names.stream()
			.filter((candidate) -> ConfiguredSessions.isSame(candidate, name))
			.findFirst()
			.map((candidate) -> this.beanFactory.getBean(candidate, Session.class));
	}

	@Override
	public Set<String> names() {
		return this.names;
	}

}
