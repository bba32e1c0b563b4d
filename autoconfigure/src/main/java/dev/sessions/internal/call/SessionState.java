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

	/**
	 * What the state is kept by, for a fork that has a key.
	 */
	private final KeyedForks.@Nullable Entry<?> key;

	/**
	 * The credentials that the session was built with, unless it is a fork.
	 */
	private final @Nullable Authorization configured;

	private volatile DefaultHeaders headers;

	private volatile @Nullable Authorization authorization;

	private volatile boolean closed;

	/**
	 * Create a state.
	 * @param parent the state whose end is this one's too, or {@code null} for the state
	 * of a session that is not a fork
	 * @param cookies the jar
	 * @param allowedOrigins the origins that may see the credentials
	 * @param mounts where the mounts stand, or {@code null} if there are none
	 * @param headers the default headers
	 * @param authorization the credentials, or {@code null} for none
	 */
	public SessionState(@Nullable SessionState parent, CookieJar cookies, AllowedOrigins allowedOrigins,
			@Nullable MountSelector mounts, DefaultHeaders headers, @Nullable Authorization authorization) {
		this(parent, cookies, null, allowedOrigins, mounts, headers, authorization);
	}

	private SessionState(@Nullable SessionState parent, CookieJar cookies, KeyedForks.@Nullable Entry<?> key,
			AllowedOrigins allowedOrigins, @Nullable MountSelector mounts, DefaultHeaders headers,
			@Nullable Authorization authorization) {
		this.parent = parent;
		this.key = key;
		this.configured = (parent == null) ? authorization : null;
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
		this(parent, parent.cookies.copy(), null);
	}

	/**
	 * Create a state that begins as another one is now, and is kept by a key.
	 * @param parent the other state, whose end is this one's too
	 * @param cookies the jar
	 * @param key learns of the calls, or {@code null} for a fork without a key
	 */
	public SessionState(SessionState parent, CookieJar cookies, KeyedForks.@Nullable Entry<?> key) {
		this(parent, cookies, key, parent.allowedOrigins, parent.mounts, parent.headers, ofFork(parent.authorization));
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
	public SessionState forLogin(CookieJar cookies) {
		return new SessionState(this, cookies, this.allowedOrigins, this.mounts, this.headers, null);
	}

	public CookieJar cookies() {
		return this.cookies;
	}

	public AllowedOrigins allowedOrigins() {
		return this.allowedOrigins;
	}

	public @Nullable MountSelector mounts() {
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
	 * Whether this is no state of a fork.
	 */
	boolean isRoot() {
		return this.parent == null;
	}

	/**
	 * Whether this is the state of a fork that is kept by its key.
	 * @return whether it is
	 */
	public boolean isKeyed() {
		return this.key != null;
	}

	/**
	 * Whether credentials are those that the session was built with, as on every instance
	 * of the application.
	 */
	boolean isConfigured(Authorization authorization) {
		if (this.parent != null) {
			return this.parent.isConfigured(authorization);
		}
		return this.configured != null && authorization.isSameAs(this.configured);
	}

	/**
	 * The keys of the fork, by which other instances know it, too: none for the session
	 * itself, or {@code null} if they do not know it.
	 */
	@Nullable List<String> keys() {
		if (isRoot()) {
			return List.of();
		}
		return (this.key != null) ? this.key.keys() : null;
	}

	/**
	 * A call begins.
	 */
	void began() {
		if (this.key != null) {
			this.key.began();
			this.cookies.used();
		}
	}

	/**
	 * A call has ended, and with it the reading of its body. Follows each {@link #began}
	 * once.
	 */
	void ended() {
		if (this.key != null) {
			this.key.ended();
		}
	}

	/**
	 * End the session, and with it those that have it as parent. Running calls fail.
	 */
	public void close() {
		this.closed = true;
		DeadlineEnforcer.SHARED.cancelClosed();
	}

	/**
	 * Whether this session or one above it was closed.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.closed || (this.parent != null && this.parent.isClosed());
	}

}
