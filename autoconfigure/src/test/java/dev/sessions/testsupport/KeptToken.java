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

package dev.sessions.testsupport;

import java.time.Instant;
import java.util.List;

import dev.sessions.Credentials;
import dev.sessions.internal.oauth2.AuthorizedUser;
import dev.sessions.internal.oauth2.UserAuthorization;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * A user whose token is stored and cannot be renewed.
 *
 * @param client the token
 */
public record KeptToken(OAuth2AuthorizedClient client) implements AuthorizedUser {

	/**
	 * Create credentials of one user for all calls.
	 * @param token the token of the user
	 * @return the credentials
	 */
	public static Credentials credentials(String token) {
		ClientRegistration registration = ClientRegistration.withRegistrationId("kept")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.clientId("app")
			.redirectUri("https://app.example.org/back")
			.authorizationUri("https://login.example.org/authorize")
			.tokenUri("https://login.example.org/token")
			.build();
		KeptToken user = new KeptToken(new OAuth2AuthorizedClient(registration, "ann", new OAuth2AccessToken(
				OAuth2AccessToken.TokenType.BEARER, token, Instant.now(), Instant.now().plusSeconds(3600))));
		return Credentials.oauth2(new UserAuthorization(registration, null, List.of(), (id, principal) -> user));
	}

	@Override
	public Authentication principal() {
		return UsernamePasswordAuthenticationToken.authenticated("ann", null, List.of());
	}

	@Override
	public Object id() {
		return "ann";
	}

	@Override
	public boolean isBoundToThread() {
		return false;
	}

	@Override
	public OAuth2AuthorizedClient load() {
		return this.client;
	}

	@Override
	public void save(OAuth2AuthorizedClient client) {
		throw new IllegalStateException("Renewal is not supported");
	}

	@Override
	public void remove() {
		throw new IllegalStateException("Renewal is not supported");
	}

}
