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

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.token.TokenAuthorization;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * The credential of a session that logs in automatically: on first use, and when a
 * response shows that the login has expired. In the latter case, {@code AuthHandler}
 * repeats the request. Each fork logs in separately.
 */
public final class LoginAuthorization extends TokenAuthorization {

	private final LoginFlow flow;

	private final LoginRejection rejection;

	/**
	 * Create the credential of one session or fork.
	 * @param flow the login
	 * @param rejection the responses that reject a request because it is not logged in
	 */
	public LoginAuthorization(LoginFlow flow, LoginRejection rejection) {
		super(new LoginSource(flow), (login) -> DaemonThread.start("sessions-login", login));
		this.flow = flow;
		this.rejection = rejection;
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
	public boolean isInPath() {
		return this.flow.isInPath();
	}

	@Override
	public boolean isRejection(HttpRequest request, HttpHost target, HttpResponse response) {
		return this.rejection.matches(request, target, response);
	}

	/**
	 * Discards the cookies of a rejection: they could replace the cookies of a login that
	 * took place meanwhile.
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
	public String toString() {
		return "login";
	}

}
