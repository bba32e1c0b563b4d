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

package dev.sessions.autoconfigure.service;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.sessions.autoconfigure.internal.binding.SessionName;
import dev.sessions.autoconfigure.internal.binding.SessionsEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.Environment;

/**
 * Which sessions back which groups of HTTP service clients: the group of its name, or
 * those in {@code sessions.<name>.groups}.
 */
final class SessionGroups {

	private static final String BASE_URL = "base-url";

	/**
	 * Spring Boot's keys of a group that a session has keys of its own for.
	 */
	private static final Map<String, String> OF_A_GROUP = new TreeMap<>(
			Map.of(BASE_URL, BASE_URL, "connect-timeout", "timeout.connect", "read-timeout", "timeout.read",
					"redirects", "redirects.follow", "cookie-handling", "cookies.enabled", "ssl.bundle", "ssl.bundle"));

	private final SessionsEnvironment environment;

	private final Map<String, String> explicit = new TreeMap<>();

	private final Set<String> implicit = new TreeSet<>();

	/**
	 * Read the groups of all sessions.
	 * @param environment the environment with the sessions
	 * @throws RuntimeException if two sessions name the same group
	 */
	SessionGroups(Environment environment) {
		this.environment = new SessionsEnvironment(environment);
		for (String session : this.environment.names()) {
			Set<String> groups = this.environment.groups(session);
			if (groups == null) {
				this.implicit.add(session);
			}
			else {
				groups.forEach((group) -> add(group, session));
			}
		}
	}

	private void add(String group, String session) {
		String other = this.explicit.put(group, session);
		if (other != null && !other.equals(session)) {
			throw this.environment.invalid(session, "groups",
					"names the group '" + group + "', and so does sessions." + other + ".groups",
					"Let only one session back a group.");
		}
	}

	/**
	 * Find the session that backs a group.
	 * @param group the name of the group
	 * @return the name of the session, or {@code null} if there is none
	 */
	@Nullable String session(String group) {
		String session = this.explicit.get(group);
		return (session != null) ? session
				: this.implicit.stream().filter((name) -> SessionName.isSame(name, group)).findFirst().orElse(null);
	}

	/**
	 * Whether a session that has the name of a group backs other groups only.
	 * @param group the name of the group
	 * @return whether there is one
	 */
	boolean isLeft(String group) {
		return session(group) == null
				&& this.environment.names().stream().anyMatch((name) -> SessionName.isSame(name, group));
	}

	/**
	 * The groups that a session names but that do not exist.
	 * @param existing the names of the groups that exist
	 * @return a warning for each
	 */
	List<String> warnings(Collection<String> existing) {
		Map<String, String> unknown = new TreeMap<>(this.explicit);
		unknown.keySet().removeAll(existing);
		return unknown.entrySet()
			.stream()
			.map((entry) -> "sessions." + entry.getValue() + ".groups names the group '" + entry.getKey()
					+ "', which does not exist. Known groups: " + String.join(", ", new TreeSet<>(existing)))
			.toList();
	}

	/**
	 * Check that Spring Boot's settings of a group do not contradict its session, which
	 * would leave them unused.
	 * @param group the name of the group
	 * @param session the name of the session that backs it
	 * @param baseUrl the base URL of the session, or {@code null} for none
	 * @throws RuntimeException if one does
	 */
	void check(String group, String session, @Nullable String baseUrl) {
		OF_A_GROUP.forEach((key, own) -> {
			String groupKey = "spring.http.serviceclient." + group + "." + key;
			ConfigurationProperty property = this.environment.find(groupKey);
			if (property != null && !(key.equals(BASE_URL) && isSame(property.getValue(), baseUrl))) {
				String sessionKey = "sessions." + session + "." + own;
				throw this.environment.invalid(groupKey, property,
						"has no effect beside " + sessionKey + ", because the session '" + session
								+ "' sends the requests of this group",
						"Remove it and set " + sessionKey + ", or let no session back the group with sessions."
								+ session + ".groups.");
			}
		});
	}

	private boolean isSame(Object value, @Nullable String baseUrl) {
		String text = this.environment.resolve(String.valueOf(value));
		return baseUrl != null && Arrays.asList(baseUrl, baseUrl + "/").contains(text);
	}

}
