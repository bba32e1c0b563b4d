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

import java.util.Objects;
import java.util.function.Supplier;

import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the bearer token of the request that the application is serving. The token is
 * taken from the thread of the caller and stays the same for the whole call, so it is not
 * renewed after a 401.
 */
public final class ForwardedBearer implements DerivedAuthorization {

	private final Supplier<@Nullable String> token;

	private final boolean optional;

	/**
	 * Create an authorization.
	 * @param token supplies the token of the current thread, or {@code null} if there is
	 * none
	 * @param optional whether a call without a token is sent without credentials
	 */
	public ForwardedBearer(Supplier<@Nullable String> token, boolean optional) {
		this.token = Objects.requireNonNull(token, "token");
		this.optional = optional;
	}

	@Override
	public boolean actsForUsers() {
		return true;
	}

	@Override
	public Authorization forUser(@Nullable String principal) {
		if (principal != null) {
			throw new IllegalArgumentException("A request with a principal cannot forward the token of another request"
					+ " (auth.bearer.forward)");
		}
		String token = this.token.get();
		return (token != null) ? HeaderAuthorization.bearer(token) : new Missing(this.optional);
	}

	@Override
	public String toString() {
		return "bearer";
	}

	/**
	 * The authorization of a call outside a request with a token.
	 *
	 * @param optional whether the call is sent without credentials
	 */
	private record Missing(boolean optional) implements Authorization {

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) throws NoCredentialException {
			if (!this.optional && !request.containsHeader(HttpHeaders.AUTHORIZATION)) {
				throw new NoCredentialException("there is no bearer token to forward: the call serves no request with"
						+ " one, or its thread does not have the security context of that request;"
						+ " auth.bearer.optional sends such calls without a token");
			}
			return false;
		}

		@Override
		public String toString() {
			return "bearer";
		}

	}

}
