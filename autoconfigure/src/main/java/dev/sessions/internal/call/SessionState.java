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
 * What differs between two sessions that share their connections: cookies, default
 * headers and credentials. Thread-safe.
 */
public class SessionState {

	private final @Nullable SessionState parent;

	private final CookieJar cookies;

	private final AllowedOrigins allowedOrigins;

	private final @Nullable MountSelector mounts;

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
			@Nullable MountSelector mounts, DefaultHeaders headers, @Nullable Authorization authorization) {
		this.parent = parent;
		this.cookies = cookies;
		this.allowedOrigins = allowedOrigins;
		this.mounts = mounts;
		this.headers = headers;
		this.authorization = authorization;
	}

	/**
	 * Create a state that begins as another one is now.
	 * @param parent the other state, whose end is this one's too
	 */
	public SessionState(SessionState parent) {
		this(parent, parent.cookies.copy());
	}

	SessionState(SessionState parent, CookieJar cookies) {
		this(parent, cookies, parent.allowedOrigins, parent.mounts, parent.headers, ofFork(parent.authorization));
	}

	private static @Nullable Authorization ofFork(@Nullable Authorization authorization) {
		return (authorization != null) ? authorization.forFork() : null;
	}

	/**
	 * Create the state of a conversation that logs this session in. It ends with this
	 * session.
	 * @param cookies the jar
	 * @return the state, which has no credentials
	 */
	public final SessionState forLogin(CookieJar cookies) {
		return new SessionState(this, cookies, this.allowedOrigins, this.mounts, this.headers, null);
	}

	public final CookieJar cookies() {
		return this.cookies;
	}

	public final AllowedOrigins allowedOrigins() {
		return this.allowedOrigins;
	}

	public final @Nullable MountSelector mounts() {
		return this.mounts;
	}

	public final DefaultHeaders headers() {
		return this.headers;
	}

	public final void headers(DefaultHeaders headers) {
		this.headers = headers;
	}

	public final @Nullable Authorization authorization() {
		return this.authorization;
	}

	public final void authorization(@Nullable Authorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * Whether this is no state of a fork.
	 */
	boolean isRoot() {
		return false;
	}

	/**
	 * Whether credentials are those that the session was built with, as on every instance
	 * of the application.
	 */
	boolean isConfigured(Authorization authorization) {
		return this.parent != null && this.parent.isConfigured(authorization);
	}

	/**
	 * The keys of the fork, by which other instances know it, too: none for the session
	 * itself, or {@code null} if they do not know it.
	 */
	@Nullable List<String> keys() {
		return null;
	}

	/**
	 * A call begins.
	 */
	void began() {
	}

	/**
	 * A call has ended, and with it the reading of its body. Follows each {@link #began}
	 * once.
	 */
	void ended() {
	}

	/**
	 * End the session, and with it those that have it as parent. Running calls fail.
	 */
	public final void close() {
		this.closed = true;
		DeadlineEnforcer.SHARED.cancelClosed();
	}

	/**
	 * Whether this session or one above it was closed.
	 * @return whether it was
	 */
	public final boolean isClosed() {
		return this.closed || (this.parent != null && this.parent.isClosed());
	}

}
