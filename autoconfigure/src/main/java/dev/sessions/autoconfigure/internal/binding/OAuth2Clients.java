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

package dev.sessions.autoconfigure.internal.binding;

import dev.sessions.settings.ClientKey;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * Looks up OAuth 2.0 clients that an application has registered.
 */
@FunctionalInterface
public interface OAuth2Clients {

	/**
	 * Find a client that obtains tokens by the client credentials grant.
	 * @param registration the registration id of the client
	 * @param clientKey the key of the client, or {@code null} for none
	 * @return the settings of the client
	 * @throws IllegalArgumentException if there is no such client; the message is to be
	 * read after the key that contains the id
	 */
	OAuth2Settings get(String registration, @Nullable ClientKey clientKey);

	/**
	 * Create the settings of a client without scopes.
	 * @param tokenUri the token endpoint
	 * @param clientId the client's id
	 * @param authentication how the client authenticates
	 * @param clientSecret the client's secret, or {@code null} if it authenticates
	 * without
	 * @param clientKey the key of the client, or {@code null} if it authenticates without
	 * @return the settings
	 * @throws IllegalArgumentException if one of them is invalid or missing
	 */
	static OAuth2Settings settings(String tokenUri, String clientId, ClientAuthentication authentication,
			@Nullable String clientSecret, @Nullable ClientKey clientKey) {
		return switch (authentication) {
			case BASIC, POST -> OAuth2Settings.of(tokenUri, clientId, (clientSecret != null) ? clientSecret : "")
				.withAuthentication(authentication);
			case PRIVATE_KEY_JWT -> {
				if (clientKey == null) {
					throw new IllegalArgumentException(
							"client-authentication-method is private_key_jwt, which requires auth.oauth2.client-key");
				}
				yield OAuth2Settings.of(tokenUri, clientId, clientKey);
			}
			case TLS -> OAuth2Settings.of(tokenUri, clientId);
		};
	}

}
