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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.sessions.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of all sessions. Each is bound when its session is created.
 */
public final class SessionConfigurations {

	private final CurrentEnvironment environment;

	private final Map<String, SessionConfiguration> created = new ConcurrentHashMap<>();

	/**
	 * Create the configurations. None is bound yet.
	 * @param environment the environment that contains them
	 */
	public SessionConfigurations(CurrentEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Bind the configuration of a session that is being created.
	 * @param name the session's name
	 * @param base the settings that apply where nothing is configured
	 * @return the configuration
	 */
	public SessionConfiguration bind(String name, SessionSettings base) {
		SessionConfiguration configuration = new SessionConfiguration(name, this.environment.sessions(), base);
		this.created.put(name, configuration);
		return configuration;
	}

	/**
	 * The names of the sessions.
	 * @return the names
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(new TreeSet<>(this.environment.sessions().names()));
	}

	/**
	 * Find the configuration of a session. A session that cannot be created, or that a
	 * bean replaces, may have values that cannot be bound, so it has no configuration.
	 * @param name the name of the session
	 * @return the configuration, or {@code null} if no session of that name is configured
	 * or its values cannot be bound
	 */
	public @Nullable InspectedConfiguration find(String name) {
		SessionConfiguration configuration = this.created.get(name);
		if (configuration != null) {
			return new InspectedConfiguration(configuration);
		}
		return names().contains(name) ? InspectedConfiguration.read(name, this.environment.sessions()) : null;
	}

}
