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
 * The state that differs between sessions sharing their connections: cookies, default
 * headers and credentials. Thread-safe.
 */
public class SessionState {

	private final @Nullable SessionState parent;

	private final CookieJar cookies;

	private final AllowedOrigins allowedOrigins;

	private final @Nullable MountSelector mounts;

	/**
	 * The entry of a keyed fork.
	 */
	private final KeyedForks.@Nullable Entry<?> key;

	/**
	 * The credentials that the session was built with; {@code null} for a fork.
	 */
	private final @Nullable Authorization configured;

	private volatile DefaultHeaders headers;

	private volatile @Nullable Authorization authorization;

	private volatile boolean closed;

	/**
	 * Create a state.
	 * @param parent the state with which this one closes, or {@code null} for that of a
	 * session that is not a fork
	 * @param cookies the cookie jar
	 * @param allowedOrigins the origins that may receive credentials
	 * @param mounts the mounts, or {@code null} if there are none
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
		this.configured = (parent != null) ? null : authorization;
		this.cookies = cookies;
		this.allowedOrigins = allowedOrigins;
		this.mounts = mounts;
		this.headers = headers;
		this.authorization = authorization;
	}

	/**
	 * Create a state as a copy of another one.
	 * @param parent the other state, with which this one closes
	 */
	public SessionState(SessionState parent) {
		this(parent, parent.cookies.copy(), null);
	}

	/**
	 * Create a state as a copy of another one, with an optional key.
	 * @param parent the other state, with which this one closes
	 * @param cookies the cookie jar
	 * @param key the entry that counts the calls, or {@code null} for a fork without a
	 * key
	 */
	public SessionState(SessionState parent, CookieJar cookies, KeyedForks.@Nullable Entry<?> key) {
		this(parent, cookies, key, parent.allowedOrigins, parent.mounts, parent.headers, ofFork(parent.authorization));
	}

	private static @Nullable Authorization ofFork(@Nullable Authorization authorization) {
		return (authorization != null) ? authorization.forFork() : null;
	}

	/**
	 * Create the state of a login conversation of this session, with which it closes.
	 * @param cookies the cookie jar
	 * @return the state, without credentials
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
	 * Whether this is the state of a session that is not a fork.
	 */
	boolean isRoot() {
		return this.parent == null;
	}

	/**
	 * Whether this is the state of a keyed fork.
	 * @return whether it is
	 */
	public boolean isKeyed() {
		return this.key != null;
	}

	/**
	 * Whether credentials are those that the session was built with, which are the same
	 * on every instance of the application.
	 */
	boolean isConfigured(Authorization authorization) {
		if (this.parent != null) {
			return this.parent.isConfigured(authorization);
		}
		return this.configured != null && authorization.isSameAs(this.configured);
	}

	/**
	 * The keys that identify the fork on all instances: an empty list for the session
	 * itself, and {@code null} for a fork unknown to other instances.
	 */
	@Nullable List<String> keys() {
		if (isRoot()) {
			return List.of();
		}
		return (this.key != null) ? this.key.keys() : null;
	}

	/**
	 * Records the start of a call.
	 */
	void began() {
		if (this.key != null) {
			this.key.began();
			this.cookies.used();
		}
	}

	/**
	 * Records the end of a call, including its response body. Called exactly once after
	 * each {@link #began}.
	 */
	void ended() {
		if (this.key != null) {
			this.key.ended();
		}
	}

	/**
	 * Close the session and all states that have it as parent. Running calls fail.
	 */
	public void close() {
		this.closed = true;
		DeadlineEnforcer.SHARED.cancelClosed();
	}

	/**
	 * Whether this session or one of its parents is closed.
	 * @return whether it is
	 */
	public boolean isClosed() {
		return this.closed || (this.parent != null && this.parent.isClosed());
	}

}
