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

package dev.sessions.internal.token;

import java.util.List;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The source of tokens: a token endpoint or a login. Thread-safe.
 */
public interface TokenSource {

	/**
	 * Return the noun for messages that continue with the origin.
	 * @return the name of a token with a preposition, such as {@code access token from}
	 */
	String noun();

	/**
	 * Return the origin of the tokens.
	 * @return the origin, without any secret
	 */
	String origin();

	/**
	 * Prepare a request in the thread of the call that needs the token.
	 * @param call the call
	 * @return the supplier that sends the request; used once, in a separate thread, and
	 * throws a {@link TokenRequestException} if there is no token
	 */
	Supplier<IssuedToken> prepare(AuthScope call);

	/**
	 * Return the credential for a token requested by another instance.
	 * @param value the {@linkplain IssuedToken#value() value} of the token
	 * @return the credential, or {@code null} if the value is invalid
	 */
	@Nullable Authorization proof(String value);

	/**
	 * Return the name under which instances share the tokens.
	 * @param call the call that needs a token
	 * @return the kind of the tokens, followed by the texts that distinguish them from
	 * others of their kind, or {@code null} if the tokens are not shared
	 */
	@Nullable List<String> sharedAs(AuthScope call);

	/**
	 * Return a token kept from an earlier run of the application. It is used until it is
	 * rejected.
	 * @param call the first call that needs a token
	 * @return the token, or {@code null} if one has to be requested
	 */
	default @Nullable IssuedToken kept(AuthScope call) {
		return null;
	}

	/**
	 * Return whether the caller has set the credential that a token would provide.
	 * @param request the request
	 * @return whether the credential was set, so that no token is needed
	 */
	boolean isSetByHand(HttpRequest request);

}
