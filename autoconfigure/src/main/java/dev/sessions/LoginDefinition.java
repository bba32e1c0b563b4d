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
import dev.sessions.settings.LoginExpiry;
import dev.sessions.settings.LoginSettings;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A login that belongs to no session yet.
 *
 * @param settings the settings, or {@code null} if it is made by code
 * @param login logs in by code, or {@code null}
 * @param expired how a response shows that the login has expired
 */
record LoginDefinition(@Nullable LoginSettings settings, @Nullable SessionLogin login,
		LoginExpiry expired) implements Authorization {

	/**
	 * Return the authorization of a session that logs in this way.
	 * @param shared the parts that the session shares with its forks
	 * @param session the settings of the session
	 * @throws IllegalArgumentException if a URI is relative and the session has no base
	 * URL
	 */
	Authorization of(SharedWithForks shared, SessionSettings session) {
		URI baseUrl = session.baseUrl();
		RequestFactory requests = new RequestFactory(shared.name(), baseUrl, session.params());
		String page = (this.settings != null) ? this.settings.page() : this.expired.redirectsTo();
		LoginRejection rejection = new LoginRejection(this.expired.statuses(),
				(page != null) ? absolute(page, requests) : null);
		if (this.login != null) {
			String place = (baseUrl != null) ? baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() : shared.name();
			return new LoginAuthorization(
					new BoundLogin(shared, session, LoginProcedure.of(this.login), place, List.of("code"), null),
					rejection);
		}
		return configured(shared, session, requests, rejection);
	}

	private Authorization configured(SharedWithForks shared, SessionSettings session, RequestFactory requests,
			LoginRejection rejection) {
		LoginSettings login = Objects.requireNonNull(this.settings, "settings");
		URI uri = absolute(login.uri(), requests);
		String place = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
		List<String> identity = List.of(login.method(), place, new TreeSet<>(login.form().keySet()).toString(),
				new TreeSet<>(login.json().keySet()).toString());
		return new LoginAuthorization(
				new BoundLogin(shared, session, new ConfiguredLogin(login, rejection), place, identity, login.token()),
				rejection);
	}

	private static URI absolute(String uri, RequestFactory requests) {
		URI written = URI.create(uri);
		return written.isAbsolute() ? written : URI.create(requests.appended(uri));
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		throw new IllegalStateException("The login belongs to no session");
	}

	@Override
	public String toString() {
		return "login";
	}

}
