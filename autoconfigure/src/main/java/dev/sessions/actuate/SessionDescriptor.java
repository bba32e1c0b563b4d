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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The current state of one session. Contains no secret.
 *
 * @param name the name of the session, see {@link dev.sessions.Sessions}
 * @param baseUrl the base URL, or {@code null} for none
 * @param configured whether the session is configured; if not, the application built it
 * @param primary whether the session is injected by default
 * @param auth the credentials, or {@code null} for none
 * @param pool the connection pool, including the pools of mounts
 * @param retriesLeft the number of retries that the budget currently allows, or
 * {@code null} for an application's own implementation
 * @param cookies the cookies
 * @param recentFailures the last calls that failed, the latest first
 * @param shared the state that the session shares with other instances, or {@code null}
 * if it shares nothing
 * @param settings the effective settings by their keys, as in YAML
 * @param mounts the mounts by their prefixes
 */
public record SessionDescriptor(String name, @Nullable String baseUrl, boolean configured, boolean primary,
		@Nullable Auth auth, Pool pool, @Nullable Double retriesLeft, List<CookieName> cookies,
		List<RecentFailure> recentFailures, @Nullable Shared shared, Map<String, Setting> settings,
		Map<String, MountDescriptor> mounts) {

	/**
	 * The credentials of a session.
	 *
	 * @param kind the kind, such as {@code oauth2}
	 * @param expires the time at which the current token expires, or {@code null} if
	 * there is no token or its expiry is unknown
	 * @param obtained the time at which the current token was requested or the session
	 * last logged in, or {@code null} for neither
	 */
	public record Auth(String kind, @Nullable Instant expires, @Nullable Instant obtained) {

	}

	/**
	 * The state that a session shares with other instances.
	 *
	 * @param available whether the store responded to the last request
	 * @param lastHeard the time of the last response of the store, or {@code null} if
	 * there was none
	 * @param what the kinds of shared state, such as {@code cookies}
	 * @param encrypted whether values are encrypted
	 */
	public record Shared(boolean available, @Nullable Instant lastHeard, List<String> what, boolean encrypted) {

	}

	/**
	 * The connections of a session.
	 *
	 * @param leased the number of connections in use
	 * @param available the number of idle connections
	 * @param pending the number of callers that wait for a connection
	 * @param max the largest number of connections
	 * @param routes the connections by route
	 */
	public record Pool(int leased, int available, int pending, int max, List<Route> routes) {

	}

	/**
	 * The connections of one route.
	 *
	 * @param target the origin of the target
	 * @param proxy the proxy, or {@code null} for none
	 * @param leased the number of connections in use
	 * @param available the number of idle connections
	 * @param pending the number of callers that wait for a connection
	 * @param max the largest number of connections
	 */
	public record Route(String target, @Nullable String proxy, int leased, int available, int pending, int max) {

	}

	/**
	 * A cookie without its value.
	 *
	 * @param name the name
	 * @param domain the host it is sent to
	 * @param path the path it is sent to
	 * @param expires the time at which it expires, or {@code null} for a session cookie
	 */
	public record CookieName(String name, String domain, String path, @Nullable Instant expires) {

	}

	/**
	 * A mount.
	 *
	 * @param adapter the class of the adapter that replaces connections, or {@code null}
	 * for none
	 * @param settings the settings of the mount that differ from the session's or are
	 * configured for it
	 */
	public record MountDescriptor(@Nullable String adapter, Map<String, Setting> settings) {

	}

}
