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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;

/**
 * The tokens that Spring Security's service stores by user name.
 *
 * @param service the service
 */
public record UserClientService(OAuth2AuthorizedClientService service) implements UserClientStore {

	@Override
	public AuthorizedUser of(String registration, Authentication principal, boolean current) {
		return new User(this.service, registration, principal);
	}

	/**
	 * A user of the service.
	 */
	private record User(OAuth2AuthorizedClientService service, String registration,
			Authentication principal) implements AuthorizedUser {

		@Override
		public Object id() {
			return List.of(this.registration, this.principal.getName());
		}

		@Override
		public boolean isBoundToThread() {
			return false;
		}

		@Override
		public @Nullable OAuth2AuthorizedClient load() {
			return this.service.loadAuthorizedClient(this.registration, this.principal.getName());
		}

		@Override
		public void save(OAuth2AuthorizedClient client) {
			this.service.saveAuthorizedClient(client, this.principal);
		}

		@Override
		public void remove() {
			this.service.removeAuthorizedClient(this.registration, this.principal.getName());
		}

		@Override
		public String toString() {
			return "User";
		}

	}

}
