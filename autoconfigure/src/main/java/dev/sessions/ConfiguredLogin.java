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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.sessions.internal.login.LoginPage;
import dev.sessions.internal.login.LoginRejection;
import dev.sessions.internal.net.Origin;
import dev.sessions.settings.LoginSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * The login of {@code auth.login}: the hidden field of the login page, if configured, the
 * form or JSON, and the redirects that follow within the same origin.
 *
 * @param settings the settings
 * @param rejection the rule that recognizes redirects to the login page
 */
record ConfiguredLogin(LoginSettings settings, LoginRejection rejection) implements LoginProcedure {

	private static final int MAX_REDIRECTS = 20;

	/**
	 * A field ends before the next tag, so each character is read at most twice.
	 */
	private static final Pattern PASSWORD_FIELD = Pattern
		.compile("<input\\b[^<>]{0,1000}\\btype\\s{0,9}=\\s{0,9}[\"']?password", Pattern.CASE_INSENSITIVE);

	@Override
	public Result login(Session session) {
		String hidden = (this.settings.csrfField() != null) ? hiddenField(session, this.settings.csrfField()) : null;
		Response response = session.send(HttpMethod.valueOf(this.settings.method()), this.settings.uri(),
				(request) -> fill(request, hidden));
		requireAccepted(response);
		return LoginTokenReader.read(this.settings.token(), follow(session, response));
	}

	private String hiddenField(Session session, String name) {
		Response page = session.get(this.settings.page(), (request) -> request.accept(MediaType.TEXT_HTML));
		if (!page.ok()) {
			throw new LoginFailure("the login page answered " + page.status().value());
		}
		String value = LoginPage.find(page.text(), name);
		if (value == null) {
			throw new LoginFailure("the login page has no field '" + name + "'; see auth.login.csrf-field");
		}
		return value;
	}

	private void fill(RequestSpec request, @Nullable String hidden) {
		request.followRedirects(false).maxAttempts(1);
		String name = this.settings.csrfField();
		if (!this.settings.json().isEmpty()) {
			Map<String, Object> body = new LinkedHashMap<>(this.settings.json());
			if (name != null && hidden != null) {
				body.put(name, hidden);
			}
			request.json(body);
			return;
		}
		this.settings.form().forEach(request::form);
		if (name != null && hidden != null) {
			request.form(name, hidden);
		}
	}

	private void requireAccepted(Response response) {
		if (response.status().isError()) {
			throw new LoginFailure("it answered " + response.status().value());
		}
		if (!response.status().is3xxRedirection() && isLoginPage(response)) {
			throw new LoginFailure("it answered with a page that asks for a password, as if the one sent were wrong");
		}
	}

	private static boolean isLoginPage(Response response) {
		MediaType type = response.contentType();
		return type != null && type.getSubtype().contains("html") && PASSWORD_FIELD.matcher(response.text()).find();
	}

	/**
	 * Follow redirects like a browser, because they may set further cookies. A redirect
	 * to another origin is not part of the login.
	 */
	private Response follow(Session session, Response response) {
		Response current = response;
		URI next = location(current);
		for (int followed = 0; next != null; followed++) {
			if (followed == MAX_REDIRECTS) {
				throw new LoginFailure("it redirected more than " + MAX_REDIRECTS + " times");
			}
			current = session.get(next, (request) -> request.followRedirects(false));
			next = location(current);
		}
		return current;
	}

	private @Nullable URI location(Response response) {
		int status = response.status().value();
		String location = response.headers().getFirst(HttpHeaders.LOCATION);
		if (location == null || !response.status().is3xxRedirection()) {
			return null;
		}
		if (this.rejection.leadsToPage(response.uri().toString(), location)) {
			throw new LoginFailure("it redirected back to the login page, as if user or password were wrong");
		}
		if (status == 307 || status == 308) {
			throw new LoginFailure(
					"it answered " + status + ", but a login is not sent to another place; see auth.login.uri");
		}
		URI next = resolve(response.uri(), location);
		return Origin.of(response.uri()).equals(Origin.find(next)) ? next : null;
	}

	private static URI resolve(URI base, String location) {
		try {
			return base.resolve(location.trim());
		}
		catch (IllegalArgumentException ex) {
			throw new LoginFailure("it redirected to a Location that is not valid");
		}
	}

}
