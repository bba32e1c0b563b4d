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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.token.IssuedToken;
import dev.sessions.internal.token.TokenSource;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The logins of one session or fork.
 *
 * @param flow the login
 */
record LoginSource(LoginFlow flow) implements TokenSource {

	@Override
	public String noun() {
		return "login at";
	}

	@Override
	public String origin() {
		return this.flow.place();
	}

	@Override
	public Supplier<IssuedToken> prepare(AuthScope call) {
		LoginSession session = call.beginLogin();
		return () -> {
			try (session) {
				return this.flow.login(session);
			}
		};
	}

	@Override
	public @Nullable Authorization proof(String value) {
		return LoginProof.parse(value);
	}

	/**
	 * Returns {@code null} for a fork that other instances do not know, and for a login
	 * that depends on cookies that are not shared.
	 */
	@Override
	public @Nullable List<String> sharedAs(AuthScope call) {
		List<String> keys = call.sharedKeys();
		SharedSession shared = call.shared();
		if (keys == null || shared == null || (this.flow.bringsCookies() && !shared.settings().cookies())) {
			return null;
		}
		List<String> name = new ArrayList<>(List.of("login"));
		name.addAll(this.flow.identity());
		name.addAll(keys);
		return name;
	}

	/**
	 * Cookies kept in a file may belong to a valid login.
	 */
	@Override
	public @Nullable IssuedToken kept(AuthScope call) {
		return (this.flow.bringsCookies() && call.hasKeptCookies())
				? new IssuedToken(LoginProof.COOKIES, IssuedToken.UNLIMITED, null) : null;
	}

	@Override
	public boolean isSetByHand(HttpRequest request) {
		return request.containsHeader(this.flow.header());
	}

}
