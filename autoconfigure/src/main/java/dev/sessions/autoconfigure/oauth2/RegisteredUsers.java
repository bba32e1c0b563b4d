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

import java.util.List;
import java.util.function.Supplier;

import dev.sessions.autoconfigure.internal.binding.OAuth2Users;
import dev.sessions.internal.oauth2.StoredUsers;
import dev.sessions.internal.oauth2.UserAuthorization;
import dev.sessions.internal.oauth2.UserClientStore;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.CredentialsHandle;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Obtains the tokens of Spring Security's users with the clients that are registered with
 * it.
 */
class RegisteredUsers implements OAuth2Users {

	private final RegisteredClients clients;

	private final ObjectProvider<OAuth2AuthorizedClientProvider> providers;

	private final ObjectProvider<UserClientStore> stores;

	private final Supplier<SecurityContext> context;

	/**
	 * Create a factory.
	 * @param clients the registered clients
	 * @param providers the grants of the application
	 * @param stores where the tokens are kept, in order of preference
	 * @param context returns the context of the current thread
	 */
	RegisteredUsers(RegisteredClients clients, ObjectProvider<OAuth2AuthorizedClientProvider> providers,
			ObjectProvider<UserClientStore> stores, Supplier<SecurityContext> context) {
		this.clients = clients;
		this.providers = providers;
		this.stores = stores;
		this.context = context;
	}

	@Override
	public CredentialsHandle onBehalfOf(String registration, @Nullable ClientKey clientKey) {
		ClientRegistration client = this.clients.find(registration);
		List<UserClientStore> ordered = this.stores.orderedStream().toList();
		if (ordered.isEmpty()) {
			throw new IllegalArgumentException("names the client '" + registration
					+ "', but the application has no OAuth2AuthorizedClientService for the tokens of users");
		}
		try {
			return new UserAuthorization(client, clientKey, this.providers.orderedStream().toList(),
					new StoredUsers(ordered, this.context));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("names the client '" + registration + "', whose " + ex.getMessage(), ex);
		}
	}

}
