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

package dev.sessions.autoconfigure.oauth2;

import java.util.Map;
import java.util.TreeSet;

import dev.sessions.autoconfigure.internal.binding.OAuth2Clients;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * Looks up the clients that are registered with Spring Security.
 */
class RegisteredClients implements OAuth2Clients {

	private static final Map<ClientAuthenticationMethod, ClientAuthentication> AUTHENTICATIONS = Map.of(
			ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthentication.BASIC,
			ClientAuthenticationMethod.CLIENT_SECRET_POST, ClientAuthentication.POST,
			ClientAuthenticationMethod.PRIVATE_KEY_JWT, ClientAuthentication.PRIVATE_KEY_JWT,
			ClientAuthenticationMethod.TLS_CLIENT_AUTH, ClientAuthentication.TLS,
			ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH, ClientAuthentication.TLS);

	private final ClientRegistrationRepository registrations;

	RegisteredClients(ClientRegistrationRepository registrations) {
		this.registrations = registrations;
	}

	@Override
	public OAuth2Settings get(String registration, @Nullable ClientKey clientKey) {
		ClientRegistration client = find(registration);
		String name = "'" + registration + "'";
		if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(client.getAuthorizationGrantType())) {
			throw new IllegalArgumentException("names the client " + name + ", whose authorization-grant-type is "
					+ client.getAuthorizationGrantType().getValue() + " instead of client_credentials");
		}
		ClientAuthentication authentication = AUTHENTICATIONS.get(client.getClientAuthenticationMethod());
		if (authentication == null) {
			throw new IllegalArgumentException("names the client " + name + ", whose client-authentication-method is "
					+ client.getClientAuthenticationMethod().getValue()
					+ " instead of client_secret_basic, client_secret_post, private_key_jwt or tls_client_auth");
		}
		try {
			return OAuth2Clients
				.settings(client.getProviderDetails().getTokenUri(), client.getClientId(), authentication,
						client.getClientSecret(),
						(authentication == ClientAuthentication.PRIVATE_KEY_JWT) ? clientKey : null)
				.withScopes(client.getScopes());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("names the client " + name + ", whose " + ex.getMessage(), ex);
		}
	}

	/**
	 * Find a client, whatever its grant.
	 * @param registration the registration id of the client
	 * @return the client
	 * @throws IllegalArgumentException if there is no such client
	 */
	ClientRegistration find(String registration) {
		ClientRegistration client = this.registrations.findByRegistrationId(registration);
		if (client == null) {
			throw new IllegalArgumentException(
					"names the client '" + registration + "', which does not exist" + known());
		}
		return client;
	}

	private String known() {
		if (!(this.registrations instanceof Iterable<?> all)) {
			return "";
		}
		TreeSet<String> ids = new TreeSet<>();
		for (Object client : all) {
			if (client instanceof ClientRegistration known) {
				ids.add(known.getRegistrationId());
			}
		}
		return ". Known clients: " + String.join(", ", ids);
	}

}
