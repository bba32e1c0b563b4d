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
 * All sessions of an application, in short.
 *
 * @param sessions the sessions by the names of their beans
 */
public record SessionsDescriptor(Map<String, Summary> sessions) {

	/**
	 * A session in short.
	 *
	 * @param state {@code created}, {@code not created yet} if it is created when it is
	 * first used, or why nothing is known of it
	 * @param baseUrl the base URL
	 * @param configured whether it is configured; if not, the application has built it
	 * @param primary whether it is injected where none is named
	 * @param auth the kind of its credentials, or {@code null} for none
	 * @param pool its connections, those of its mounts included
	 * @param mounts the prefixes of its mounts
	 * @param recentFailures how many failures are kept
	 */
	public record Summary(String state, @Nullable String baseUrl, boolean configured, boolean primary,
			@Nullable String auth, PoolStats pool, List<String> mounts, int recentFailures) {

	}

}
