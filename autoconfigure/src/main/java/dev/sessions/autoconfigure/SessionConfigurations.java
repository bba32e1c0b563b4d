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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.sessions.actuate.ConfiguredSession;
import dev.sessions.actuate.ConfiguredSessions;
import dev.sessions.autoconfigure.binding.SessionConfiguration;
import dev.sessions.autoconfigure.binding.SessionsEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * The configurations of all sessions. Each is bound when its session is created. The keys
 * of the environment are read once, and again after they have changed.
 */
class SessionConfigurations implements ConfiguredSessions {

	private final Environment environment;

	private final Map<String, SessionConfiguration> created = new ConcurrentHashMap<>();

	private @Nullable SessionsEnvironment sessions;

	private List<Object> state = List.of();

	SessionConfigurations(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Bind the configuration of a session that is being created.
	 * @param name the session's name
	 * @return the configuration
	 */
	SessionConfiguration bind(String name) {
		SessionConfiguration configuration = new SessionConfiguration(name, sessions());
		this.created.put(name, configuration);
		return configuration;
	}

	@Override
	public Set<String> names() {
		return Collections.unmodifiableSet(new TreeSet<>(sessions().names()));
	}

	/**
	 * A session that cannot be created, or that a bean replaces, may have values that
	 * cannot be bound, so it has no configuration.
	 */
	@Override
	public @Nullable ConfiguredSession find(String name) {
		SessionConfiguration configuration = this.created.get(name);
		if (configuration != null) {
			return configuration.inspect();
		}
		return names().contains(name) ? SessionConfiguration.inspect(name, sessions()) : null;
	}

	/**
	 * The sessions in the environment as it is now.
	 */
	synchronized SessionsEnvironment sessions() {
		List<Object> now = state(this.environment);
		if (this.sessions == null || !now.equals(this.state)) {
			this.sessions = new SessionsEnvironment(this.environment);
			this.state = now;
		}
		return this.sessions;
	}

	/**
	 * The property sources with the names of their properties, which change when a test
	 * or a listener adds some.
	 */
	private static List<Object> state(Environment environment) {
		List<Object> state = new ArrayList<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				state.add(System.identityHashCode(source));
				boolean immutable = source instanceof OriginTrackedMapPropertySource file && file.isImmutable();
				if (!immutable && source instanceof EnumerablePropertySource<?> properties) {
					state.add(Arrays.asList(properties.getPropertyNames()));
				}
			}
		}
		return state;
	}

}
