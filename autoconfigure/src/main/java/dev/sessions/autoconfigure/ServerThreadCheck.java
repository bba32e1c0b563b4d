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

import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.SessionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Compares the sizes of pools with the number of web server threads. Only an explicitly
 * configured number is compared: Tomcat's default is larger than that of a pool, and
 * rightly so, because all requests hardly ever wait for the same API at once.
 */
final class ServerThreadCheck {

	private ServerThreadCheck() {
	}

	/**
	 * The warnings about pools that are smaller than the number of threads.
	 * @param sessions the settings of the sessions by name
	 * @param environment may contain the number of threads
	 * @return the warnings
	 */
	static Stream<String> warnings(Map<String, SessionSettings> sessions, Environment environment) {
		String key = key(environment);
		Integer threads = (key != null) ? environment.getProperty(key, Integer.class) : null;
		if (threads == null || environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)) {
			return Stream.empty();
		}
		return sessions.entrySet()
			.stream()
			.filter((session) -> threads > session.getValue().pool().maxConnections())
			.map((session) -> "The session '" + session.getKey() + "': pool.max-connections ("
					+ session.getValue().pool().maxConnections() + ") is less than " + key + " (" + threads
					+ "), so requests may wait for its connections: raise pool.max-connections, or lower " + key);
	}

	private static @Nullable String key(Environment environment) {
		return Stream.of("server.tomcat.threads.max", "server.jetty.threads.max")
			.filter(environment::containsProperty)
			.findFirst()
			.orElse(null);
	}

}
