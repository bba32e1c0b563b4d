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

package dev.sessions.internal.login;

import java.time.Duration;
import java.time.Instant;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.token.AccessTokens;
import dev.sessions.internal.token.CallToken;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a session that logs in by itself: when it is first needed, and when a
 * response shows that the login has expired. Each fork logs in for itself.
 */
public final class LoginAuthorization implements Authorization {

	private final LoginFlow flow;

	private final LoginRejection rejection;

	private final AccessTokens logins;

	/**
	 * Create the credential of one session or fork.
	 * @param flow how it logs in
	 * @param rejection the responses that show that it is not logged in
	 */
	public LoginAuthorization(LoginFlow flow, LoginRejection rejection) {
		this.flow = flow;
		this.rejection = rejection;
		this.logins = new AccessTokens(new LoginSource(flow), (login) -> DaemonThread.start("sessions-login", login));
	}

	@Override
	public Authorization forFork() {
		return new LoginAuthorization(this.flow, this.rejection);
	}

	@Override
	public boolean isSameAs(Authorization other) {
		return other instanceof LoginAuthorization login && login.flow == this.flow;
	}

	@Override
	public Authorization forCall(AuthScope call) {
		return new CallToken(this, this.logins, call);
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		throw new IllegalStateException("Only a call can wait for a login");
	}

	@Override
	public boolean isInPath() {
		return this.flow.isInPath();
	}

	@Override
	public boolean isRejection(HttpRequest request, HttpHost target, HttpResponse response) {
		return this.rejection.matches(request, target, response);
	}

	/**
	 * A server may answer a request that is not logged in with a cookie that replaces
	 * that of a login that has been made meanwhile.
	 */
	@Override
	public boolean keepsCookies(HttpRequest request, HttpHost target, HttpResponse response) {
		return !this.rejection.matches(request, target, response);
	}

	@Override
	public Object user() {
		return this.flow;
	}

	@Override
	public @Nullable Duration timeLeft() {
		return this.logins.timeLeft();
	}

	@Override
	public @Nullable Instant obtainedAt() {
		return this.logins.obtainedAt();
	}

	@Override
	public boolean forget() {
		this.logins.forget();
		return true;
	}

	@Override
	public String toString() {
		return "login";
	}

}
