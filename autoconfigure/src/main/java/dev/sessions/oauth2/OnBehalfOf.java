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

package dev.sessions.oauth2;

import java.util.List;
import java.util.Objects;

import dev.sessions.Credentials;
import dev.sessions.internal.oauth2.StoredUsers;
import dev.sessions.internal.oauth2.UserAuthorization;
import dev.sessions.internal.oauth2.UserClientService;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.CredentialsHandle;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Access tokens of the users that calls act for, which Spring Security's client obtains
 * and keeps: what {@code auth.oauth2.on-behalf-of: user} is in YAML. To be passed to
 * {@link Credentials#oauth2(CredentialsHandle)}.
 *
 * <p>
 * The user of a call is the one that it {@linkplain dev.sessions.RequestSpec#principal
 * names}, or else the authenticated one in the {@link SecurityContextHolder} of its
 * thread. A call without a user fails and sends nothing. There is one token request at a
 * time for each user, which the session sends itself, with its proxy, TLS settings and
 * timeouts.
 */
public final class OnBehalfOf {

	private OnBehalfOf() {
	}

	/**
	 * The tokens of users for a client, with any grant of Spring Security's client.
	 * @param client the client
	 * @param tokens where the tokens are kept; it must be thread-safe
	 * @param grants grants that are added, or that replace those of Spring Security of
	 * the same class
	 * @return what {@link Credentials#oauth2(CredentialsHandle)} takes, to be used by any
	 * number of sessions
	 * @throws IllegalArgumentException if the client lacks something
	 * @throws IllegalStateException if the grant of the client requires a library that is
	 * not on the class path
	 */
	public static CredentialsHandle user(ClientRegistration client, OAuth2AuthorizedClientService tokens,
			OAuth2AuthorizedClientProvider... grants) {
		return create(client, null, tokens, grants);
	}

	/**
	 * The tokens of users, as by
	 * {@link #user(ClientRegistration, OAuth2AuthorizedClientService, OAuth2AuthorizedClientProvider...)},
	 * for a client that authenticates with a key ({@code private_key_jwt}).
	 * @param client the client
	 * @param clientKey the key of the client
	 * @param tokens where the tokens are kept; it must be thread-safe
	 * @param grants grants that are added, or that replace those of Spring Security of
	 * the same class
	 * @return what {@link Credentials#oauth2(CredentialsHandle)} takes
	 * @throws IllegalArgumentException if the client lacks something
	 * @throws IllegalStateException if {@code spring-security-oauth2-jose} is not on the
	 * class path
	 */
	public static CredentialsHandle user(ClientRegistration client, ClientKey clientKey,
			OAuth2AuthorizedClientService tokens, OAuth2AuthorizedClientProvider... grants) {
		return create(client, Objects.requireNonNull(clientKey, "clientKey"), tokens, grants);
	}

	private static CredentialsHandle create(ClientRegistration client, @Nullable ClientKey clientKey,
			OAuth2AuthorizedClientService tokens, OAuth2AuthorizedClientProvider... grants) {
		Objects.requireNonNull(tokens, "tokens");
		try {
			return new UserAuthorization(client, clientKey, List.of(grants),
					new StoredUsers(List.of(new UserClientService(tokens)), SecurityContextHolder::getContext));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"The client '" + client.getRegistrationId() + "' cannot be used: its " + ex.getMessage(), ex);
		}
	}

}
