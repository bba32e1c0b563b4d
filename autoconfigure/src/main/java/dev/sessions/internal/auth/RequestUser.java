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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import dev.sessions.internal.text.SecretNames;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The user of a request, identified by its credentials. {@code toString} reveals no
 * secret.
 *
 * @param credentials the object that identifies the user of the session's credentials, or
 * {@code null} if there are no credentials
 * @param headers the credentials that the caller set as headers
 */
public record RequestUser(@Nullable Object credentials, List<String> headers) {

	/**
	 * Return the user of a request.
	 * @param request the request before credentials are added to it
	 * @param call the call of the request
	 * @param authorization the credentials that will be added, or {@code null} for none
	 * @param fallback the object that identifies the user of a request without
	 * credentials, or {@code null} if there is none
	 * @return the user
	 */
	public static RequestUser of(HttpRequest request, AuthScope call, @Nullable Authorization authorization,
			@Nullable Object fallback) {
		List<String> callerHeaders = callerHeaders(request);
		Object user = (authorization != null) ? authorization.user(call) : null;
		return new RequestUser((user != null || !callerHeaders.isEmpty()) ? user : fallback, callerHeaders);
	}

	private static List<String> callerHeaders(HttpRequest request) {
		List<String> callerHeaders = new ArrayList<>();
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (SecretNames.contains(header.getName())) {
				callerHeaders.add(header.getName().toLowerCase(Locale.ROOT) + ":" + header.getValue());
			}
		}
		return List.copyOf(callerHeaders);
	}

	/**
	 * Return a text that identifies the user of a request on all instances. A credential
	 * without an account is identified by its secret if the text may contain secrets, and
	 * otherwise only as the session's own, which is configured on all instances.
	 * Credentials that the caller set as headers are not shared.
	 * @param request the request before credentials are added to it
	 * @param call the call of the request
	 * @param authorization the credentials that will be added, or {@code null} for none
	 * @param own whether these are the session's own, configured credentials
	 * @param secrets whether the text may contain secrets
	 * @param withoutCredentials the user of a request without credentials, or
	 * {@code null} if it is not shared
	 * @return the text, or {@code null} if other instances cannot identify the user
	 */
	public static @Nullable String shared(HttpRequest request, AuthScope call, @Nullable Authorization authorization,
			boolean own, boolean secrets, @Nullable String withoutCredentials) {
		if (!callerHeaders(request).isEmpty()) {
			return null;
		}
		if (authorization == null) {
			return withoutCredentials;
		}
		String account = authorization.account();
		if (account != null) {
			return "account " + account;
		}
		String secret = secrets ? text(authorization.user(call)) : null;
		if (secret != null) {
			return "secret " + secret;
		}
		return own ? "credential of the session" : null;
	}

	private static @Nullable String text(Object user) {
		return (user instanceof List<?> || user instanceof String) ? user.toString() : null;
	}

	@Override
	public String toString() {
		return "RequestUser";
	}

}
