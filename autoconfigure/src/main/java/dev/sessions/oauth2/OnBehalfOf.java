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
 * Access tokens of the users on whose behalf calls are made. Spring Security's client
 * obtains and stores them. The equivalent in YAML is
 * {@code auth.oauth2.on-behalf-of: user}. The result is passed to
 * {@link Credentials#oauth2(CredentialsHandle)}.
 *
 * <p>
 * The user of a call is its {@linkplain dev.sessions.RequestSpec#principal principal}, or
 * else the authenticated user in the {@link SecurityContextHolder} of its thread. A call
 * without a user fails and sends nothing. For each user, there is at most one token
 * request at a time. The session sends it with its own proxy, TLS settings and timeouts.
 */
public final class OnBehalfOf {

	private OnBehalfOf() {
	}

	/**
	 * Return the tokens of users for a client, with any grant of Spring Security's
	 * client.
	 * @param client the client
	 * @param tokens the store of the tokens, which must be thread-safe
	 * @param grants additional grants; a grant replaces that of Spring Security with the
	 * same class
	 * @return the argument for {@link Credentials#oauth2(CredentialsHandle)}, usable by
	 * any number of sessions
	 * @throws IllegalArgumentException if the registration of the client is incomplete
	 * @throws IllegalStateException if the grant of the client requires a library that is
	 * not on the class path
	 */
	public static CredentialsHandle user(ClientRegistration client, OAuth2AuthorizedClientService tokens,
			OAuth2AuthorizedClientProvider... grants) {
		return create(client, null, tokens, grants);
	}

	/**
	 * Return the tokens of users, as with
	 * {@link #user(ClientRegistration, OAuth2AuthorizedClientService, OAuth2AuthorizedClientProvider...)},
	 * for a client that authenticates with a key ({@code private_key_jwt}).
	 * @param client the client
	 * @param clientKey the key of the client
	 * @param tokens the store of the tokens, which must be thread-safe
	 * @param grants additional grants; a grant replaces that of Spring Security with the
	 * same class
	 * @return the argument for {@link Credentials#oauth2(CredentialsHandle)}
	 * @throws IllegalArgumentException if the registration of the client is incomplete
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
