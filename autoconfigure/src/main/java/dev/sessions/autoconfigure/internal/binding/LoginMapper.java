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

package dev.sessions.autoconfigure.internal.binding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.Credentials;
import dev.sessions.settings.LoginExpiry;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.LoginToken;

import org.springframework.boot.convert.DurationStyle;

/**
 * Maps the {@code auth.login} block to credentials. No message contains a secret.
 */
final class LoginMapper {

	private static final String AUTHORIZATION = "Authorization";

	private final KeyPath path;

	/**
	 * Create a mapper for one session.
	 * @param session the path of the session's keys
	 */
	LoginMapper(KeyPath session) {
		this.path = session.below("auth.login");
	}

	Credentials map(LoginProperties properties) {
		String uri = this.path.require("uri", properties.uri());
		try {
			return Credentials.login(fill(LoginSettings.of(uri), properties));
		}
		catch (IllegalArgumentException ex) {
			throw this.path.invalid(ex);
		}
		catch (IllegalStateException ex) {
			throw this.path.invalid("csrf-field", "needs jsoup, which is not on the class path",
					"Add the dependency org.jsoup:jsoup.");
		}
	}

	private LoginSettings fill(LoginSettings login, LoginProperties properties) {
		LoginSettings filled = login;
		if (properties.method() != null) {
			filled = filled.withMethod(properties.method());
		}
		if (properties.form() != null) {
			filled = filled.withForm(properties.form());
		}
		if (properties.json() != null) {
			filled = filled.withJson(json(properties.json()));
		}
		return filled.withCsrfField(properties.csrfField())
			.withToken((properties.token() != null) ? token(properties.token()) : null)
			.withExpired((properties.expired() != null) ? expired(properties.expired()) : LoginExpiry.defaults());
	}

	private LoginToken token(LoginProperties.Token token) {
		if (token.pointer() == null && token.header() == null) {
			throw this.path.invalid("token", "has neither a pointer nor a header", "Set the one that has the token.");
		}
		String header = (token.header() != null) ? token.header() : AUTHORIZATION;
		String scheme = (token.scheme() != null) ? token.scheme() : LoginToken.defaultScheme(header);
		LoginToken mapped = new LoginToken(token.pointer(), header, scheme, null, null);
		String expiresIn = token.expiresIn();
		if (expiresIn == null) {
			return mapped;
		}
		return expiresIn.startsWith("/") ? mapped.expiresIn(expiresIn) : mapped.expiresIn(duration(expiresIn));
	}

	private Duration duration(String text) {
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException ex) {
			throw this.path.invalid("token.expires-in",
					"is neither a JSON pointer, which begins with a slash, nor a duration",
					"Write for instance /expires_in or 30m.");
		}
	}

	private static LoginExpiry expired(LoginProperties.Expired expired) {
		LoginExpiry mapped = LoginExpiry.defaults();
		if (expired.statuses() != null) {
			mapped = mapped.withStatuses(expired.statuses());
		}
		return mapped.withRedirectsTo(expired.redirectsTo());
	}

	/**
	 * The binder reads lists in maps as maps with the keys 0, 1, 2 and so on.
	 */
	private static Map<String, Object> json(Map<?, ?> map) {
		Map<String, Object> json = new LinkedHashMap<>();
		map.forEach((name, value) -> json.put(name.toString(), jsonValue(value)));
		return json;
	}

	private static Object jsonValue(Object value) {
		if (!(value instanceof Map<?, ?> map)) {
			return value;
		}
		Map<String, Object> json = json(map);
		List<Object> list = new ArrayList<>();
		for (int i = 0; json.containsKey(String.valueOf(i)); i++) {
			list.add(json.get(String.valueOf(i)));
		}
		return (!list.isEmpty() && list.size() == json.size()) ? list : json;
	}

}
