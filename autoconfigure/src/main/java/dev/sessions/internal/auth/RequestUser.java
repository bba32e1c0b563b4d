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
		List<String> byHand = new ArrayList<>();
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (SecretNames.contains(header.getName())) {
				byHand.add(header.getName().toLowerCase(Locale.ROOT) + ":" + header.getValue());
			}
		}
		Object user = (authorization != null) ? authorization.user() : null;
		return new RequestUser((user != null || !byHand.isEmpty()) ? user : fallback, List.copyOf(byHand));
	}

	@Override
	public String toString() {
		return "RequestUser";
	}

}
