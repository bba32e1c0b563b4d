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

package dev.sessions.internal.call;

import java.util.List;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.cookie.CookieJar;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session that is not a fork.
 */
public final class RootState extends SessionState {

	private final @Nullable Authorization configured;

	/**
	 * Create a state.
	 * @param cookies the jar
	 * @param allowedOrigins the origins that may see the credentials
	 * @param mounts where the mounts stand, or {@code null} if there are none
	 * @param headers the default headers
	 * @param authorization the credentials, or {@code null} for none
	 */
	public RootState(CookieJar cookies, AllowedOrigins allowedOrigins, @Nullable MountSelector mounts,
			DefaultHeaders headers, @Nullable Authorization authorization) {
		super(null, cookies, allowedOrigins, mounts, headers, authorization);
		this.configured = authorization;
	}

	@Override
	boolean isRoot() {
		return true;
	}

	@Override
	List<String> keys() {
		return List.of();
	}

	@Override
	boolean isConfigured(Authorization authorization) {
		return this.configured != null && authorization.isSameAs(this.configured);
	}

}
