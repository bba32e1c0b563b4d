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

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.sessions.Credentials;
import dev.sessions.internal.oauth2.OAuth2Authorization;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.ClassUtils;

/**
 * Maps the {@code auth.oauth2} block to credentials. No message contains a secret.
 */
final class OAuth2Mapper {

	private static final String CLIENT_KEY = "client-key";

	private static final String CLIENT_KEY_ID = "client-key-id";

	private static final String REGISTRATION = "registration";

	private static final String NAME_A_CLIENT = "Name a client that is declared under "
			+ "spring.security.oauth2.client.registration";

	private final KeyPath path;

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a mapper for one session.
	 * @param session the path of the session's keys
	 * @param beanFactory may have a bean with registered clients
	 */
	OAuth2Mapper(KeyPath session, ConfigurableListableBeanFactory beanFactory) {
		this.path = session.below("auth.oauth2");
		this.beanFactory = beanFactory;
	}

	Credentials map(OAuth2Properties properties) {
		require(List.of(OAuth2Authorization.SPRING_SECURITY), "", "Spring Security's OAuth 2.0 client",
				"org.springframework.security:spring-security-oauth2-client");
		require(OAuth2Authorization.JSON, "", "a library for JSON",
				"org.springframework.boot:spring-boot-starter-jackson");
		ClientKey key = key(properties);
		String registration = properties.registration();
		if (registration != null) {
			requireAlone(properties);
			this.path.requireText(REGISTRATION, registration);
		}
		if (properties.onBehalfOf() != null) {
			return onBehalfOfUser(registration, key);
		}
		return Credentials.oauth2((registration != null) ? registered(registration, key) : configured(properties, key));
	}

	private @Nullable ClientKey key(OAuth2Properties properties) {
		String id = properties.clientKeyId();
		String location = properties.clientKey();
		if (id != null) {
			this.path.requireText(CLIENT_KEY_ID, id);
		}
		if (location == null && id != null) {
			throw this.path.invalid(CLIENT_KEY_ID, "is set without auth.oauth2.client-key",
					"Set auth.oauth2.client-key.");
		}
		return (location != null) ? new NamedClientKey(key(location), id) : null;
	}

	private ClientKey key(String location) {
		this.path.requireText(CLIENT_KEY, location);
		require(List.of(OAuth2Authorization.SPRING_SECURITY_JOSE), CLIENT_KEY, "Spring Security's JOSE support",
				"org.springframework.security:spring-security-oauth2-jose");
		return new ClientKeys(this.beanFactory.getBeanProvider(SslBundles.class)).get(location.trim(),
				(fault, cure) -> this.path.invalid(CLIENT_KEY, fault, cure));
	}

	private Credentials onBehalfOfUser(@Nullable String registration, @Nullable ClientKey key) {
		if (registration == null) {
			throw this.path.invalid("on-behalf-of", "is set without auth.oauth2.registration",
					"Declare the client under spring.security.oauth2.client.registration, and name it.");
		}
		OAuth2Users users = requireBean(OAuth2Users.class);
		return this.path.create(REGISTRATION, "", NAME_A_CLIENT + ".",
				() -> Credentials.oauth2(users.onBehalfOf(registration, key)));
	}

	private <T> T requireBean(Class<T> type) {
		T bean = this.beanFactory.getBeanProvider(type).getIfAvailable();
		if (bean == null) {
			throw this.path.invalid(REGISTRATION,
					"names a client, but the application has no ClientRegistrationRepository",
					"Declare the client under spring.security.oauth2.client.registration, with the dependency"
							+ " org.springframework.boot:spring-boot-security-oauth2-client.");
		}
		return bean;
	}

	private void require(List<String> types, String key, String name, String artifact) {
		ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
		if (types.stream().noneMatch((type) -> ClassUtils.isPresent(type, classLoader))) {
			throw this.path.invalid(key, "needs " + name + ", which is not on the class path",
					"Add the dependency " + artifact + ".");
		}
	}

	private void requireAlone(OAuth2Properties properties) {
		boolean both = Stream
			.of(properties.tokenUri(), properties.clientId(), properties.clientSecret(), properties.scopes(),
					properties.audience(), properties.clientAuthentication())
			.anyMatch(Objects::nonNull);
		if (both) {
			throw this.path.invalid(REGISTRATION, "is set, and so are other keys of auth.oauth2",
					"Keep either the registration or the others.");
		}
	}

	private OAuth2Settings registered(String registration, @Nullable ClientKey key) {
		OAuth2Clients clients = requireBean(OAuth2Clients.class);
		return this.path.create(REGISTRATION, "",
				NAME_A_CLIENT + " with the authorization-grant-type client_credentials.",
				() -> clients.get(registration, key));
	}

	private OAuth2Settings configured(OAuth2Properties properties, @Nullable ClientKey key) {
		String tokenUri = this.path.requireText("token-uri", properties.tokenUri());
		String clientId = this.path.requireText("client-id", properties.clientId());
		ClientAuthentication authentication = authentication(properties, key);
		String clientSecret = authentication.isBySecret()
				? this.path.requireText("client-secret", properties.clientSecret()) : null;
		String audience = properties.audience();
		if (audience != null) {
			this.path.requireText("audience", audience);
		}
		Collection<String> scopes = (properties.scopes() != null) ? properties.scopes() : Set.of();
		scopes.forEach((scope) -> this.path.requireText("scopes", scope));
		try {
			return OAuth2Clients.settings(tokenUri, clientId, authentication, clientSecret, key)
				.withScopes(scopes)
				.withAudience(audience);
		}
		catch (IllegalArgumentException ex) {
			throw this.path.invalid(ex);
		}
	}

	private ClientAuthentication authentication(OAuth2Properties properties, @Nullable ClientKey key) {
		ClientAuthentication chosen = properties.clientAuthentication();
		ClientAuthentication standard = (key != null) ? ClientAuthentication.PRIVATE_KEY_JWT
				: ClientAuthentication.BASIC;
		ClientAuthentication authentication = (chosen != null) ? chosen : standard;
		if ((key != null) != (authentication == ClientAuthentication.PRIVATE_KEY_JWT)) {
			throw (key != null)
					? this.path.invalid(CLIENT_KEY, "is set, but auth.oauth2.client-authentication does not use it",
							"Set auth.oauth2.client-authentication to private-key-jwt, or remove one of them.")
					: this.path.invalid("client-authentication", "is private-key-jwt, which needs a key",
							"Set auth.oauth2.client-key.");
		}
		if (properties.clientSecret() != null && !authentication.isBySecret()) {
			throw this.path.invalid("client-secret", "is set, but the client authenticates without it", "Remove it.");
		}
		return authentication;
	}

}
