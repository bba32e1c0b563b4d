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
 * One session as it is now. Holds no secret.
 *
 * @param name the name of its bean
 * @param baseUrl the base URL
 * @param configured whether it is configured; if not, the application has built it
 * @param primary whether it is injected where none is named
 * @param auth its credentials, or {@code null} for none
 * @param pool its connections, those of its mounts included
 * @param retriesLeft how many retries its budget allows for at once, or {@code null} if
 * it is an application's own implementation
 * @param cookies its cookies
 * @param recentFailures the last calls that failed, the latest first
 * @param settings what holds for it and who says so, by the keys of YAML
 * @param mounts its mounts by their prefixes
 */
public record SessionDescriptor(String name, @Nullable String baseUrl, boolean configured, boolean primary,
		@Nullable Auth auth, Pool pool, @Nullable Double retriesLeft, List<CookieName> cookies,
		List<RecentFailure> recentFailures, Map<String, Setting> settings, Map<String, MountDescriptor> mounts) {

	/**
	 * Credentials.
	 *
	 * @param kind the kind, such as {@code oauth2}
	 * @param expires when the present token expires, or {@code null} if there is none or
	 * nothing is known of it
	 */
	public record Auth(String kind, @Nullable Instant expires) {

	}

	/**
	 * Connections.
	 *
	 * @param leased how many are in use
	 * @param available how many are open and wait for use
	 * @param pending how many callers wait for one
	 * @param max how many there may be
	 * @param routes the same by where they lead
	 */
	public record Pool(int leased, int available, int pending, int max, List<Route> routes) {

	}

	/**
	 * The connections that lead to one place.
	 *
	 * @param target the origin
	 * @param proxy the proxy on the way, or {@code null} for none
	 * @param leased how many are in use
	 * @param available how many are open and wait for use
	 * @param pending how many callers wait for one
	 * @param max how many there may be
	 */
	public record Route(String target, @Nullable String proxy, int leased, int available, int pending, int max) {

	}

	/**
	 * A cookie without its value.
	 *
	 * @param name the name
	 * @param domain the host it is for
	 * @param path the path it is for
	 * @param expires when it expires, or {@code null} if a browser would forget it when
	 * it ends
	 */
	public record CookieName(String name, String domain, String path, @Nullable Instant expires) {

	}

	/**
	 * A mount.
	 *
	 * @param adapter the class that answers in place of a connection, or {@code null} for
	 * a connection
	 * @param settings the settings that are its own; all others are the session's
	 */
	public record MountDescriptor(@Nullable String adapter, Map<String, Setting> settings) {

	}

}
