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

import dev.sessions.internal.oauth2.AuthorizedUser;
import dev.sessions.internal.oauth2.UserClientStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.AuthenticatedPrincipalOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The tokens that a repository keeps with the request that is being served, for instance
 * in its HTTP session. Spring Security's default repository keeps those of an
 * authenticated user in the service, which any thread can use, and is left aside.
 */
class UserClientRepository implements UserClientStore {

	private final OAuth2AuthorizedClientRepository repository;

	UserClientRepository(OAuth2AuthorizedClientRepository repository) {
		this.repository = repository;
	}

	@Override
	public @Nullable AuthorizedUser of(String registration, Authentication principal, boolean current) {
		if (!current || this.repository instanceof AuthenticatedPrincipalOAuth2AuthorizedClientRepository
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				|| attributes.getResponse() == null) {
			return null;
		}
		return new User(this.repository, registration, principal, attributes.getRequest(), attributes.getResponse());
	}

	/**
	 * The user of a request.
	 */
	private record User(OAuth2AuthorizedClientRepository repository, String registration, Authentication principal,
			HttpServletRequest request, HttpServletResponse response) implements AuthorizedUser {

		@Override
		public Object id() {
			HttpSession session = this.request.getSession(false);
			return List.of(this.registration, this.principal.getName(), (session != null) ? session.getId() : "");
		}

		@Override
		public boolean isBoundToThread() {
			return true;
		}

		@Override
		public @Nullable OAuth2AuthorizedClient load() {
			return this.repository.loadAuthorizedClient(this.registration, this.principal, this.request);
		}

		@Override
		public void save(OAuth2AuthorizedClient client) {
			this.repository.saveAuthorizedClient(client, this.principal, this.request, this.response);
		}

		@Override
		public void remove() {
			this.repository.removeAuthorizedClient(this.registration, this.principal, this.request, this.response);
		}

		@Override
		public String toString() {
			return "User";
		}

	}

}
