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
 * Where tokens come from: a token endpoint, or a login. Thread-safe.
 */
public interface TokenSource {

	/**
	 * Return what is requested, for messages that continue with the origin.
	 * @return the name of a token, such as {@code access token from}
	 */
	String noun();

	/**
	 * Return where tokens are requested.
	 * @return the origin, without any secret
	 */
	String origin();

	/**
	 * Prepare a request in the thread of the call that needs the token.
	 * @param call the call
	 * @return sends the request; used once, in a thread of its own, and throws a
	 * {@link TokenRequestException} if it returns no token
	 */
	Supplier<IssuedToken> prepare(AuthScope call);

	/**
	 * Return the credential for a token that another instance requested.
	 * @param value the {@linkplain IssuedToken#value() value} of the token
	 * @return the credential
	 */
	Authorization proof(String value);

	/**
	 * Return what other instances know the tokens by.
	 * @param call the call that needs a token
	 * @return the kind of the tokens, and what distinguishes them from others of their
	 * kind; or {@code null} if they are not shared
	 */
	@Nullable List<String> sharedAs(AuthScope call);

	/**
	 * Return a token that the session may have from an earlier run. It is used until it
	 * is rejected.
	 * @param call the first call that needs a token
	 * @return the token, or {@code null} if one has to be requested
	 */
	default @Nullable IssuedToken kept(AuthScope call) {
		return null;
	}

	/**
	 * Return whether the caller has set what a token would be sent in.
	 * @param request the request
	 * @return whether it was set, so that no token is needed
	 */
	boolean isSetByHand(HttpRequest request);

}
