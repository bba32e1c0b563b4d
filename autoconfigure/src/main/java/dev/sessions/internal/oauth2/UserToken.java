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
import java.time.Instant;

import dev.sessions.internal.auth.NoCredentialException;
import dev.sessions.internal.token.TokenLifetime;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * The header of a user's access token, and its validity.
 */
final class UserToken {

	private UserToken() {
	}

	static Header header(OAuth2AccessToken token) throws NoCredentialException {
		String value = token.getTokenValue();
		if (!TokenResponse.isSendable(value)) {
			throw new NoCredentialException("the access token of the user cannot be sent in a header");
		}
		return new BasicHeader(HttpHeaders.AUTHORIZATION, "Bearer " + value, true);
	}

	static boolean isExpired(OAuth2AccessToken token, Instant now) {
		Instant expiry = token.getExpiresAt();
		return expiry != null && !now.isBefore(expiry);
	}

	/**
	 * Return whether a token is due for renewal, although it may still be valid.
	 */
	static boolean isDue(OAuth2AccessToken token, Instant now) {
		Instant expiry = token.getExpiresAt();
		return expiry != null && !now.isBefore(expiry.minus(margin(token.getIssuedAt(), expiry)));
	}

	private static Duration margin(@Nullable Instant issue, Instant expiry) {
		return (issue != null) ? TokenLifetime.margin(Duration.between(issue, expiry)) : Duration.ZERO;
	}

	/**
	 * Return a copy with an expired access token, so that any grant renews it.
	 */
	static OAuth2AuthorizedClient expired(OAuth2AuthorizedClient client) {
		OAuth2AccessToken token = client.getAccessToken();
		OAuth2AccessToken expired = new OAuth2AccessToken(token.getTokenType(), token.getTokenValue(), Instant.EPOCH,
				Instant.EPOCH.plusSeconds(1), token.getScopes());
		return new OAuth2AuthorizedClient(client.getClientRegistration(), client.getPrincipalName(), expired,
				client.getRefreshToken());
	}

}
