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

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.HeaderAuthorization;
import dev.sessions.internal.token.IssuedToken;
import dev.sessions.internal.token.TokenRequestException;
import dev.sessions.internal.token.TokenSource;
import dev.sessions.settings.OAuth2Settings;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * Sends single requests to a token endpoint with Spring Security's client.
 *
 * @param settings the endpoint and the request parameters
 */
record TokenEndpoint(OAuth2Settings settings) implements TokenSource {

	@Override
	public String noun() {
		return "access token from";
	}

	@Override
	public String origin() {
		return this.settings.origin();
	}

	@Override
	public Supplier<IssuedToken> prepare(AuthScope call) {
		HttpClient client = call.credentialsClient();
		return () -> request(client);
	}

	@Override
	public Authorization proof(String value) {
		return HeaderAuthorization.bearer(value);
	}

	@Override
	public List<String> sharedAs(AuthScope call) {
		String audience = this.settings.audience();
		return List.of("token", this.settings.tokenUri().toString(), this.settings.clientId(),
				String.join(" ", new TreeSet<>(this.settings.scopes())), (audience != null) ? audience : "",
				this.settings.authentication().name());
	}

	@Override
	public boolean isSetByHand(HttpRequest request) {
		return request.containsHeader(HttpHeaders.AUTHORIZATION);
	}

	/**
	 * Request a token.
	 * @param client the HTTP client
	 * @return the token
	 * @throws TokenRequestException if the endpoint returns none
	 */
	private IssuedToken request(HttpClient client) {
		try {
			OAuth2AccessToken token = client(client)
				.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration()))
				.getAccessToken();
			return new IssuedToken(proof(token.getTokenValue()), lifetime(token), token.getTokenValue());
		}
		catch (TokenRequestException | AssertionError ex) {
			throw ex;
		}
		// including errors, because waiting calls must fail
		catch (Throwable ex) {
			throw new TokenRequestException(origin() + ": " + TokenFailureMessages.describe(ex));
		}
	}

	private RestClientClientCredentialsTokenResponseClient client(HttpClient client) {
		RestClientClientCredentialsTokenResponseClient tokens = new RestClientClientCredentialsTokenResponseClient();
		String audience = this.settings.audience();
		if (audience != null) {
			tokens.setParametersCustomizer((parameters) -> parameters.set("audience", audience));
		}
		return new EndpointClient(client, origin(), method(), this.settings.clientKey(), TokenResponse::of)
			.configured(tokens);
	}

	private static Duration lifetime(OAuth2AccessToken token) {
		return (token.getIssuedAt() != null && token.getExpiresAt() != null)
				? Duration.between(token.getIssuedAt(), token.getExpiresAt()) : TokenResponse.UNKNOWN_LIFETIME;
	}

	private ClientRegistration registration() {
		return ClientRegistration.withRegistrationId("session")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientAuthenticationMethod(method())
			.tokenUri(this.settings.tokenUri().toString())
			.clientId(this.settings.clientId())
			.clientSecret(this.settings.clientSecret())
			.scope(this.settings.scopes())
			.build();
	}

	private ClientAuthenticationMethod method() {
		return switch (this.settings.authentication()) {
			case BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
			case POST -> ClientAuthenticationMethod.CLIENT_SECRET_POST;
			case PRIVATE_KEY_JWT -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
			case TLS -> ClientAuthenticationMethod.TLS_CLIENT_AUTH;
		};
	}

}
