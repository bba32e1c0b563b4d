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

package dev.sessions.actuate;

import java.util.List;
import java.util.Map;

import dev.sessions.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * A summary of all sessions of an application.
 *
 * @param sessions the sessions by their names, see {@link dev.sessions.Sessions}
 */
public record SessionsDescriptor(Map<String, Summary> sessions) {

	/**
	 * A summary of one session.
	 *
	 * @param state {@code created}, {@code not created yet} if it is created on first
	 * use, or the reason for which it cannot be inspected
	 * @param baseUrl the base URL, or {@code null} for none
	 * @param configured whether the session is configured; if not, the application built
	 * it
	 * @param primary whether the session is injected by default
	 * @param auth the kind of the credentials, or {@code null} for none
	 * @param pool the connection pool, including the pools of mounts
	 * @param mounts the prefixes of the mounts
	 * @param recentFailures the number of recorded failures
	 */
	public record Summary(String state, @Nullable String baseUrl, boolean configured, boolean primary,
			@Nullable String auth, PoolStats pool, List<String> mounts, int recentFailures) {

	}

}
