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
 * The user of a request, identified by its credentials. {@code toString} shows no secret.
 *
 * @param credentials identifies the user of the session's credentials, or {@code null}
 * without credentials
 * @param headers the credentials that the caller set as headers
 */
public record RequestUser(@Nullable Object credentials, List<String> headers) {

	/**
	 * Return the user of a request.
	 * @param request the request before credentials are added to it
	 * @param authorization the credentials that will be added, or {@code null} for none
	 * @param fallback identifies the user of a request without any credentials, or
	 * {@code null}
	 * @return the user
	 */
	public static RequestUser of(HttpRequest request, @Nullable Authorization authorization,
			@Nullable Object fallback) {
		List<String> byHand = byHand(request);
		Object user = (authorization != null) ? authorization.user() : null;
		return new RequestUser((user != null || !byHand.isEmpty()) ? user : fallback, byHand);
	}

	private static List<String> byHand(HttpRequest request) {
		List<String> byHand = new ArrayList<>();
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (SecretNames.contains(header.getName())) {
				byHand.add(header.getName().toLowerCase(Locale.ROOT) + ":" + header.getValue());
			}
		}
		return List.copyOf(byHand);
	}

	/**
	 * Return a text that tells the user of a request on other instances, too. A
	 * credential without an account is told by its secret where that is safe, and
	 * otherwise only as the session's own, which all instances have been given.
	 * Credentials that the caller set as headers are not shared.
	 * @param request the request before credentials are added to it
	 * @param authorization the credentials that will be added, or {@code null} for none
	 * @param own whether they are the session's own, as they were configured
	 * @param secrets whether the text may contain secrets
	 * @param withoutCredentials the user of a request without any credentials, or
	 * {@code null} if it is not shared
	 * @return the text, or {@code null} if the user is not known to other instances
	 */
	public static @Nullable String shared(HttpRequest request, @Nullable Authorization authorization, boolean own,
			boolean secrets, @Nullable String withoutCredentials) {
		if (!byHand(request).isEmpty()) {
			return null;
		}
		if (authorization == null) {
			return withoutCredentials;
		}
		String account = authorization.account();
		if (account != null) {
			return "account " + account;
		}
		String secret = secrets ? text(authorization.user()) : null;
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
