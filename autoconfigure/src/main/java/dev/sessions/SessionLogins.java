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
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.login.LoginAuthorization;
import dev.sessions.internal.login.LoginRejection;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.LoginToken;
import org.jspecify.annotations.Nullable;

/**
 * Creates the logins of sessions.
 */
final class SessionLogins {

	private final LoginDefinition login;

	private final SharedWithForks shared;

	private final SessionSettings session;

	private final RequestFactory requests;

	private SessionLogins(LoginDefinition login, SharedWithForks shared, SessionSettings session) {
		this.login = login;
		this.shared = shared;
		this.session = session;
		this.requests = new RequestFactory(shared.name(), session);
	}

	/**
	 * Return the authorization of a session that logs in.
	 * @param login the definition of the login
	 * @param shared the parts that the session shares with its forks
	 * @param session the settings of the session
	 * @throws IllegalArgumentException if a URI is relative and the session has no base
	 * URL
	 */
	static Authorization of(LoginDefinition login, SharedWithForks shared, SessionSettings session) {
		SessionLogins logins = new SessionLogins(login, shared, session);
		LoginSettings settings = login.settings();
		return (settings != null) ? logins.configured(settings) : logins.byCode(login.login());
	}

	private Authorization configured(LoginSettings settings) {
		URI uri = absolute(settings.uri());
		LoginRejection rejection = rejection(settings.page());
		String place = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
		List<String> identity = List.of(settings.method(), place, new TreeSet<>(settings.form().keySet()).toString(),
				new TreeSet<>(settings.json().keySet()).toString());
		return authorization(new ConfiguredLogin(settings, rejection), place, identity, settings.token(), rejection);
	}

	private Authorization byCode(@Nullable SessionLogin code) {
		URI baseUrl = this.session.baseUrl();
		String place = (baseUrl != null) ? baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() : this.shared.name();
		LoginProcedure procedure = LoginProcedure.of(Objects.requireNonNull(code, "login"));
		return authorization(procedure, place, List.of("code"), null, rejection(this.login.expired().redirectsTo()));
	}

	private Authorization authorization(LoginProcedure procedure, String place, List<String> identity,
			@Nullable LoginToken token, LoginRejection rejection) {
		return new LoginAuthorization(new BoundLogin(this.shared, this.session, procedure, place, identity, token),
				rejection);
	}

	private LoginRejection rejection(@Nullable String page) {
		return new LoginRejection(this.login.expired().statuses(), (page != null) ? absolute(page) : null);
	}

	private URI absolute(String uri) {
		URI written = URI.create(uri);
		return written.isAbsolute() ? written : URI.create(this.requests.appended(uri));
	}

}
