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

package dev.sessions.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.sessions.internal.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * The login of a session: one request with a form or with JSON, whose response sets a
 * cookie or contains a token. Immutable; {@code toString} contains no secret.
 *
 * @param uri the URI of the login request: a path below the base URL, or an absolute URL
 * @param method the method of the request
 * @param form the fields of the form, which is sent as
 * {@code application/x-www-form-urlencoded}; not together with {@code json}
 * @param json the properties of a JSON object; not together with {@code form}
 * @param csrfField the name of the hidden field of the login page that is sent with the
 * login, or {@code null} if no page is fetched. The page is that of {@code expired}, or
 * else the login's own URI.
 * @param token the token in the login's response, or {@code null} if the login sets
 * cookies only
 * @param expired the responses that indicate that the session is no longer logged in
 */
public record LoginSettings(String uri, String method, Map<String, String> form, Map<String, Object> json,
		@Nullable String csrfField, @Nullable LoginToken token, LoginExpiry expired) {

	public LoginSettings {
		uri = LoginExpiry.requireUri("uri", uri);
		method = method.toUpperCase(Locale.ROOT);
		form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
		json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
		if (!form.isEmpty() && !json.isEmpty()) {
			throw new IllegalArgumentException("form is set, and so is json");
		}
		if (!method.equals("POST") && !method.equals("PUT") && !method.equals("PATCH")) {
			throw new IllegalArgumentException("method must be POST, PUT or PATCH");
		}
		if (csrfField != null && csrfField.isBlank()) {
			throw new IllegalArgumentException("csrf-field must not be empty");
		}
		form.forEach((name, value) -> UnicodeText.require("form", name + " " + value));
	}

	/**
	 * Create settings of a login by {@code POST} that sets a cookie, without any fields
	 * yet.
	 * @param uri the URI of the login request: a path below the base URL, or an absolute
	 * URL
	 * @return the settings
	 * @throws IllegalArgumentException if the URI is invalid
	 */
	public static LoginSettings of(String uri) {
		return new LoginSettings(uri, "POST", Map.of(), Map.of(), null, null, LoginExpiry.defaults());
	}

	/**
	 * Return a copy with another method.
	 * @param method the method: POST, PUT or PATCH
	 * @return the copy
	 * @throws IllegalArgumentException if it is any other method
	 */
	public LoginSettings withMethod(String method) {
		return new LoginSettings(this.uri, method, this.form, this.json, this.csrfField, this.token, this.expired);
	}

	/**
	 * Return a copy with one more field of the form.
	 * @param name the name of the field
	 * @param value its value
	 * @return the copy
	 * @throws IllegalArgumentException if there are JSON properties, too
	 */
	public LoginSettings withForm(String name, String value) {
		Map<String, String> fields = new LinkedHashMap<>(this.form);
		fields.put(name, value);
		return withForm(fields);
	}

	/**
	 * Return a copy with another form.
	 * @param form the fields of the form
	 * @return the copy
	 * @throws IllegalArgumentException if there are JSON properties, too
	 */
	public LoginSettings withForm(Map<String, String> form) {
		return new LoginSettings(this.uri, this.method, form, this.json, this.csrfField, this.token, this.expired);
	}

	/**
	 * Return a copy with one more property of the JSON object.
	 * @param name the name of the property
	 * @param value its value: text, a number, a boolean, or a map or list of them
	 * @return the copy
	 * @throws IllegalArgumentException if there is a form, too
	 */
	public LoginSettings withJson(String name, Object value) {
		Map<String, Object> properties = new LinkedHashMap<>(this.json);
		properties.put(name, value);
		return withJson(properties);
	}

	/**
	 * Return a copy with another JSON object.
	 * @param json the properties
	 * @return the copy
	 * @throws IllegalArgumentException if there is a form, too
	 */
	public LoginSettings withJson(Map<String, Object> json) {
		return new LoginSettings(this.uri, this.method, this.form, json, this.csrfField, this.token, this.expired);
	}

	/**
	 * Return a copy that fetches the login page first and sends a hidden field of it.
	 * Requires jsoup ({@code org.jsoup:jsoup}) on the class path.
	 * @param csrfField the name of the field, or {@code null} to fetch no page
	 * @return the copy
	 */
	public LoginSettings withCsrfField(@Nullable String csrfField) {
		return new LoginSettings(this.uri, this.method, this.form, this.json, csrfField, this.token, this.expired);
	}

	/**
	 * Return a copy with another token.
	 * @param token the token in the login's response, or {@code null} if the login sets
	 * cookies only
	 * @return the copy
	 */
	public LoginSettings withToken(@Nullable LoginToken token) {
		return new LoginSettings(this.uri, this.method, this.form, this.json, this.csrfField, token, this.expired);
	}

	/**
	 * Return a copy with other signs of an expired login.
	 * @param expired the responses that indicate that the session is no longer logged in
	 * @return the copy
	 */
	public LoginSettings withExpired(LoginExpiry expired) {
		return new LoginSettings(this.uri, this.method, this.form, this.json, this.csrfField, this.token, expired);
	}

	/**
	 * Return the URI of the login page, to which expired logins are redirected.
	 * @return a path below the base URL, or an absolute URL
	 */
	public String page() {
		return (this.expired.redirectsTo() != null) ? this.expired.redirectsTo() : this.uri;
	}

	@Override
	public String toString() {
		return "LoginSettings[fields=" + (this.form.isEmpty() ? this.json : this.form).keySet() + "]";
	}

}
