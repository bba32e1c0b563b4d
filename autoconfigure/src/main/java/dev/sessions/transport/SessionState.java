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

package dev.sessions.transport;

import dev.sessions.auth.AllowedOrigins;
import dev.sessions.auth.Authorization;
import dev.sessions.cookie.CookieJar;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two sessions that share a {@link Transport}: cookies, default
 * headers and credentials. Thread-safe.
 */
public final class SessionState {

	private final @Nullable SessionState parent;

	private final CookieJar cookies;

	private final AllowedOrigins allowedOrigins;

	private final @Nullable Mounts mounts;

	private volatile DefaultHeaders headers;

	private volatile @Nullable Authorization authorization;

	private volatile boolean closed;

	/**
	 * Create a state.
	 * @param parent the state whose end is this one's too, or {@code null}
	 * @param cookies the jar
	 * @param allowedOrigins the origins that may see the credentials
	 * @param mounts where the mounts stand, or {@code null} if there are none
	 * @param headers the default headers
	 * @param authorization the credentials, or {@code null} for none
	 */
	public SessionState(@Nullable SessionState parent, CookieJar cookies, AllowedOrigins allowedOrigins,
			@Nullable Mounts mounts, DefaultHeaders headers, @Nullable Authorization authorization) {
		this.parent = parent;
		this.cookies = cookies;
		this.allowedOrigins = allowedOrigins;
		this.mounts = mounts;
		this.headers = headers;
		this.authorization = authorization;
	}

	public CookieJar cookies() {
		return this.cookies;
	}

	public AllowedOrigins allowedOrigins() {
		return this.allowedOrigins;
	}

	public @Nullable Mounts mounts() {
		return this.mounts;
	}

	public DefaultHeaders headers() {
		return this.headers;
	}

	public void headers(DefaultHeaders headers) {
		this.headers = headers;
	}

	public @Nullable Authorization authorization() {
		return this.authorization;
	}

	public void authorization(@Nullable Authorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * End the session, and with it those that have it as parent. Running calls fail.
	 */
	public void close() {
		this.closed = true;
		DeadlineWatch.SHARED.cancelClosed();
	}

	/**
	 * Whether this session or one above it was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.closed || (this.parent != null && this.parent.isClosed());
	}

}
