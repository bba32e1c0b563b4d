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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.token.TokenLifetime;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.util.StringUtils;

/**
 * Reads the response of a token endpoint (RFC 6749, section 5.1).
 */
final class TokenResponse {

	/**
	 * The assumed lifetime of a token without {@code expires_in}. Such a token is also
	 * renewed when it is rejected.
	 */
	static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(5);

	private TokenResponse() {
	}

	static OAuth2AccessTokenResponse of(Map<String, Object> parameters) {
		return OAuth2AccessTokenResponse.withToken(token(parameters.get("access_token"), parameters.get("token_type")))
			.tokenType(OAuth2AccessToken.TokenType.BEARER)
			.expiresIn(lifetime(parameters.get("expires_in")).toSeconds())
			.build();
	}

	/**
	 * Read a response to a request for a user, including its scopes and its refresh
	 * token.
	 */
	static OAuth2AccessTokenResponse ofUser(Map<String, Object> parameters) {
		OAuth2AccessTokenResponse.Builder response = OAuth2AccessTokenResponse.withResponse(of(parameters));
		if (parameters.get("scope") instanceof String scopes) {
			response.scopes(new LinkedHashSet<>(List.of(StringUtils.tokenizeToStringArray(scopes, " "))));
		}
		if (parameters.get("refresh_token") instanceof String token && !token.isEmpty()) {
			response.refreshToken(token);
		}
		return response.build();
	}

	private static String token(@Nullable Object token, @Nullable Object type) {
		if (!(token instanceof String text) || text.isEmpty()) {
			throw new NoTokenException("its response contains no access token");
		}
		if (type != null && !"bearer".equalsIgnoreCase(type.toString())) {
			throw new NoTokenException("its token is not a bearer token");
		}
		if (!isSendable(text)) {
			throw new NoTokenException("its access token cannot be sent in a header");
		}
		return text;
	}

	/**
	 * Return whether a token can be sent in a header.
	 */
	static boolean isSendable(String token) {
		return token.chars().allMatch((c) -> c > ' ' && c < 0x7F);
	}

	static Duration lifetime(@Nullable Object expiresIn) {
		Duration lifetime = TokenLifetime.of(expiresIn);
		return (lifetime != null) ? lifetime : UNKNOWN_LIFETIME;
	}

	/**
	 * Thrown for a successful response without a usable token.
	 */
	static final class NoTokenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NoTokenException(String message) {
			super(message);
		}

	}

}
