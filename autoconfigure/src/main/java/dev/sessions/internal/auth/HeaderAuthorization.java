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

package dev.sessions.internal.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * A fixed header as the credential, rendered once.
 */
public final class HeaderAuthorization implements Authorization {

	private final String kind;

	private final Header header;

	private final @Nullable String account;

	HeaderAuthorization(String kind, String name, String value, @Nullable String account) {
		this.kind = kind;
		this.header = new BasicHeader(name, value, true);
		this.account = account;
	}

	/**
	 * Basic authentication by RFC 7617, in UTF-8.
	 * @param username the user name, without colon
	 * @param password the password
	 * @return the authorization
	 */
	public static HeaderAuthorization basic(String username, String password) {
		if (username.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The user name of basic authentication must not contain ':', "
					+ "which separates it from the password (RFC 7617, section 2)");
		}
		UnicodeText.require("The user name", username);
		UnicodeText.require("The password", password);
		byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
		return new HeaderAuthorization("basic", HttpHeaders.AUTHORIZATION,
				"Basic " + Base64.getEncoder().encodeToString(pair), "basic:" + username);
	}

	/**
	 * A bearer token by RFC 6750, section 2.1.
	 * @param token the token
	 * @return the authorization
	 */
	public static HeaderAuthorization bearer(String token) {
		return new HeaderAuthorization("bearer", HttpHeaders.AUTHORIZATION, "Bearer " + token, null);
	}

	/**
	 * An API key in a header.
	 * @param name the name of the header
	 * @param value the key
	 * @return the authorization
	 */
	public static HeaderAuthorization apiKey(String name, String value) {
		return new HeaderAuthorization("api-key", name, value, null);
	}

	String value() {
		return this.header.getValue();
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		boolean missing = !request.containsHeader(this.header.getName());
		if (missing) {
			request.addHeader(this.header);
		}
		return missing;
	}

	@Override
	public Header header() {
		return this.header;
	}

	@Override
	public Object user() {
		return List.of(this.header.getName(), this.header.getValue());
	}

	@Override
	public @Nullable String account() {
		return this.account;
	}

	@Override
	public String toString() {
		return this.kind;
	}

}
