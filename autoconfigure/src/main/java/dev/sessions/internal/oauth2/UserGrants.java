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

package dev.sessions.internal.oauth2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import dev.sessions.internal.token.TokenRequestException;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.OAuth2Settings;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.AuthorizationCodeOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.DelegatingOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.JwtBearerOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.TokenExchangeOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientJwtBearerTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientTokenExchangeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.util.ClassUtils;

/**
 * Obtains the tokens of users by the grants of Spring Security's client. A grant of the
 * application replaces the default one of the same class.
 */
final class UserGrants {

	private static final boolean JWT_BEARER = ClassUtils.isPresent("org.springframework.security.oauth2.jwt.Jwt",
			UserGrants.class.getClassLoader());

	private final ClientRegistration registration;

	private final @Nullable ClientKey clientKey;

	private final List<OAuth2AuthorizedClientProvider> providers;

	private final String origin;

	UserGrants(ClientRegistration registration, @Nullable ClientKey clientKey,
			List<OAuth2AuthorizedClientProvider> providers) {
		OAuth2Authorization.requireJson();
		if (clientKey != null) {
			OAuth2Authorization.requireAssertions();
		}
		else if (ClientAuthenticationMethod.PRIVATE_KEY_JWT.equals(registration.getClientAuthenticationMethod())) {
			throw new IllegalArgumentException(
					"client-authentication-method is private_key_jwt, which requires a key (auth.oauth2.client-key)");
		}
		this.registration = registration;
		this.clientKey = clientKey;
		this.providers = List.copyOf(providers);
		this.origin = OAuth2Settings.of(registration.getProviderDetails().getTokenUri(), registration.getClientId())
			.origin();
	}

	/**
	 * Return the origin of the token endpoint.
	 */
	String origin() {
		return this.origin;
	}

	/**
	 * Return whether a token can be renewed before it expires, without interaction of its
	 * user.
	 */
	boolean isRenewable(OAuth2AuthorizedClient client) {
		return client.getRefreshToken() != null
				|| !AuthorizationGrantType.AUTHORIZATION_CODE.equals(this.registration.getAuthorizationGrantType());
	}

	/**
	 * Obtain new tokens.
	 * @param client the HTTP client
	 * @param principal the user
	 * @param present the current tokens, which are no longer usable, or {@code null} if
	 * there are none
	 * @return the tokens, or {@code null} if no grant is applicable
	 * @throws ClientAuthorizationRequiredException if the user has to authorize the
	 * client
	 * @throws TokenRequestException if the endpoint returns none
	 */
	@Nullable OAuth2AuthorizedClient obtain(HttpClient client, Authentication principal,
			@Nullable OAuth2AuthorizedClient present) {
		OAuth2AuthorizedClientProvider provider = provider(client);
		OAuth2AuthorizedClient renewed = (present != null) ? renewed(provider, principal, present) : null;
		return (renewed != null) ? renewed : authorize(provider,
				OAuth2AuthorizationContext.withClientRegistration(this.registration).principal(principal).build());
	}

	/**
	 * Renew tokens, or return {@code null} if the present ones cannot be used for that.
	 */
	private @Nullable OAuth2AuthorizedClient renewed(OAuth2AuthorizedClientProvider provider, Authentication principal,
			OAuth2AuthorizedClient present) {
		try {
			return authorize(provider,
					OAuth2AuthorizationContext.withAuthorizedClient(UserToken.expired(present))
						.principal(principal)
						.build());
		}
		catch (TokenRequestException ex) {
			if (present.getRefreshToken() != null && "invalid_grant".equals(ex.errorCode())) {
				return null;
			}
			throw ex;
		}
	}

	private @Nullable OAuth2AuthorizedClient authorize(OAuth2AuthorizedClientProvider provider,
			OAuth2AuthorizationContext context) {
		try {
			return provider.authorize(context);
		}
		catch (ClientAuthorizationRequiredException | TokenRequestException | AssertionError ex) {
			throw ex;
		}
		catch (OAuth2AuthorizationException ex) {
			String code = EndpointClient.known(ex.getError().getErrorCode());
			throw new TokenRequestException(
					this.origin + ": " + ((code != null) ? code : TokenFailureMessages.describe(ex)), code);
		}
		// including errors, because waiting calls must fail
		catch (Throwable ex) {
			throw new TokenRequestException(this.origin + ": " + TokenFailureMessages.describe(ex));
		}
	}

	private OAuth2AuthorizedClientProvider provider(HttpClient client) {
		EndpointClient endpoint = new EndpointClient(client, this.origin,
				this.registration.getClientAuthenticationMethod(), this.clientKey, TokenResponse::ofUser);
		List<OAuth2AuthorizedClientProvider> all = new ArrayList<>(this.providers);
		all.add(new AuthorizationCodeOAuth2AuthorizedClientProvider());
		add(all, new RefreshTokenOAuth2AuthorizedClientProvider(),
				RefreshTokenOAuth2AuthorizedClientProvider::setAccessTokenResponseClient,
				endpoint.configured(new RestClientRefreshTokenTokenResponseClient()));
		add(all, new ClientCredentialsOAuth2AuthorizedClientProvider(),
				ClientCredentialsOAuth2AuthorizedClientProvider::setAccessTokenResponseClient,
				endpoint.configured(new RestClientClientCredentialsTokenResponseClient()));
		add(all, new TokenExchangeOAuth2AuthorizedClientProvider(),
				TokenExchangeOAuth2AuthorizedClientProvider::setAccessTokenResponseClient,
				endpoint.configured(new RestClientTokenExchangeTokenResponseClient()));
		if (JWT_BEARER) {
			add(all, new JwtBearerOAuth2AuthorizedClientProvider(),
					JwtBearerOAuth2AuthorizedClientProvider::setAccessTokenResponseClient,
					endpoint.configured(new RestClientJwtBearerTokenResponseClient()));
		}
		return new DelegatingOAuth2AuthorizedClientProvider(all);
	}

	private static <P extends OAuth2AuthorizedClientProvider, C> void add(List<OAuth2AuthorizedClientProvider> all,
			P provider, BiConsumer<P, C> setter, C tokens) {
		if (all.stream().noneMatch(provider.getClass()::isInstance)) {
			setter.accept(provider, tokens);
			all.add(provider);
		}
	}

}
