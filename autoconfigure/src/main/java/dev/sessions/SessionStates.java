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

package dev.sessions;

import java.net.URI;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.MountSelector;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.cookie.CookieJars;
import dev.sessions.internal.net.Origin;
import dev.sessions.internal.spring.HttpHeadersMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Creates the states of sessions and of their forks.
 */
final class SessionStates {

	private SessionStates() {
	}

	/**
	 * Create the state of a new session. The cookie jar is opened last, because it may
	 * lock a file, which a later failure would leave locked.
	 */
	static SessionState of(SharedWithForks shared, SessionSettings settings) {
		AllowedOrigins allowedOrigins = allowedOrigins(settings);
		MountSelector mounts = shared.transport().mounts(settings.baseUrl());
		DefaultHeaders headers = headers(settings.headers());
		Authorization authorization = authorization(settings.credentials(), shared, settings);
		return new SessionState(null, CookieJars.open(shared.name(), settings.cookies(), shared.transport().shared(),
				settings.forks().maxIdle()), allowedOrigins, mounts, headers, authorization);
	}

	/**
	 * Create the state of a fork.
	 */
	static SessionState fork(SessionState parent, SharedWithForks shared, SessionSettings settings) {
		AllowedOrigins allowedOrigins = allowedOrigins(settings);
		MountSelector mounts = shared.transport().mounts(settings.baseUrl());
		return new SessionState(parent, parent.cookies().copy(), allowedOrigins, mounts, headers(settings.headers()),
				authorization(settings.credentials(), shared, settings));
	}

	private static AllowedOrigins allowedOrigins(SessionSettings settings) {
		URI baseUrl = settings.baseUrl();
		return AllowedOrigins.of((baseUrl != null) ? Origin.of(baseUrl) : null,
				settings.allowedOrigins().stream().map(Origin::parse).toList());
	}

	static DefaultHeaders headers(HttpHeaders headers) {
		return new DefaultHeaders(HttpHeadersMapping.toWire(headers));
	}

	static @Nullable Authorization authorization(@Nullable Credentials credentials, SharedWithForks shared,
			SessionSettings settings) {
		Authorization authorization = (credentials != null) ? credentials.authorization() : null;
		return (authorization instanceof LoginDefinition login) ? SessionLogins.of(login, shared, settings)
				: authorization;
	}

}
