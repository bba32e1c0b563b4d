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

package dev.sessions.auth;

import java.util.function.Supplier;

import org.apache.hc.core5.http.HttpRequest;

/**
 * Puts a credential into a request that is about to go to an origin that may see it.
 * Called once for each attempt. Thread-safe; {@code toString} shows no secret. That its
 * parts are fit for a header line is for whoever makes one to see to.
 */
public interface Authorization {

	/**
	 * Authorize a request. What the caller set by hand stays.
	 * @param request the request as it will be sent
	 */
	void authorize(HttpRequest request);

	/**
	 * Basic authentication by RFC 7617, in UTF-8.
	 * @param username the user name, without colon
	 * @param password the password
	 * @return the authorization
	 */
	static Authorization basic(String username, String password) {
		return BasicAuthorization.of(username, password);
	}

	/**
	 * A bearer token by RFC 6750.
	 * @param token the token
	 * @return the authorization
	 */
	static Authorization bearer(String token) {
		return BearerAuthorization.of(token);
	}

	/**
	 * A bearer token by RFC 6750 that is asked for at each attempt.
	 * @param token gives the token; it may be called by many threads at once
	 * @return the authorization
	 */
	static Authorization bearer(Supplier<String> token) {
		return new SuppliedBearerAuthorization(token);
	}

	/**
	 * An API key in a header.
	 * @param name the name of the header
	 * @param value the key
	 * @return the authorization
	 */
	static Authorization apiKeyHeader(String name, String value) {
		return new FixedHeader("api-key", name, value);
	}

	/**
	 * An API key in the query.
	 * @param name the name of the parameter
	 * @param value the key
	 * @return the authorization
	 */
	static Authorization apiKeyQuery(String name, String value) {
		return new ApiKeyQuery(name, value);
	}

}
