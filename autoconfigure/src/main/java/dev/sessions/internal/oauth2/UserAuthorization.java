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

import java.io.IOException;
import java.util.List;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.DerivedAuthorization;
import dev.sessions.internal.auth.NoCredentialException;
import dev.sessions.internal.auth.UnauthorizedResponse;
import dev.sessions.settings.ClientKey;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * A bearer token of the user of a call, obtained by any grant of Spring Security's
 * client.
 */
public final class UserAuthorization implements DerivedAuthorization {

	private final String registration;

	private final AuthorizedUsers users;

	private final UserTokens tokens;

	/**
	 * Create an authorization.
	 * @param registration the client registration
	 * @param clientKey the key of the client, or {@code null} if there is none
	 * @param providers the grants of the application, which take precedence over those of
	 * Spring Security
	 * @param users finds the user of a call
	 * @throws IllegalArgumentException if the registration is incomplete; the message
	 * follows the name of the client
	 * @throws IllegalStateException if a library is missing
	 */
	public UserAuthorization(ClientRegistration registration, @Nullable ClientKey clientKey,
			List<OAuth2AuthorizedClientProvider> providers, AuthorizedUsers users) {
		this.registration = registration.getRegistrationId();
		this.users = users;
		this.tokens = new UserTokens(new UserGrants(registration, clientKey, providers),
				new BoundedThreads("sessions-oauth2-user"));
	}

	@Override
	public boolean actsForUsers() {
		return true;
	}

	@Override
	public Authorization forUser(@Nullable String principal) {
		return new OfUser(this.registration, this.tokens, this.users.find(this.registration, principal));
	}

	@Override
	public String toString() {
		return "oauth2";
	}

	/**
	 * The authorization of one user, or of a call without a user.
	 *
	 * @param registration the registration id of the client
	 * @param tokens the tokens of all users
	 * @param owner the user, or {@code null} if there is none
	 */
	private record OfUser(String registration, UserTokens tokens,
			@Nullable AuthorizedUser owner) implements Authorization {

		@Override
		public boolean actsForUsers() {
			return true;
		}

		@Override
		public Authorization forCall(AuthScope call) {
			return (this.owner != null) ? new OfCall(this.tokens, this.owner, call) : this;
		}

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) throws NoCredentialException {
			if (!request.containsHeader(HttpHeaders.AUTHORIZATION)) {
				throw new NoCredentialException("it acts for a user, but its thread has no authenticated user: make the"
						+ " call while a request of the user is served, propagate the security context to its thread, or"
						+ " name the user with RequestSpec.principal(...)");
			}
			return false;
		}

		@Override
		public Object user() {
			return List.of(this.registration, (this.owner != null) ? this.owner.id() : "");
		}

		@Override
		public @Nullable String account() {
			return (this.owner != null)
					? String.join(" ", "oauth2 user:", this.registration, this.owner.principal().getName()) : null;
		}

		@Override
		public String toString() {
			return "oauth2";
		}

	}

	/**
	 * The authorization of one call.
	 */
	private static final class OfCall implements Authorization {

		private final UserTokens tokens;

		private final AuthorizedUser owner;

		private final AuthScope call;

		private @Nullable OAuth2AccessToken renewed;

		private @Nullable OAuth2AccessToken shown;

		OfCall(UserTokens tokens, AuthorizedUser owner, AuthScope call) {
			this.tokens = tokens;
			this.owner = owner;
			this.call = call;
		}

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) throws IOException, HttpException {
			OAuth2AccessToken token = this.renewed;
			if (token == null) {
				if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
					return false;
				}
				token = this.tokens.get(this.owner, this.call);
			}
			request.addHeader(UserToken.header(token));
			this.shown = token;
			return true;
		}

		/**
		 * Renews at most once: if the new token is rejected as well, another one would
		 * be, too.
		 */
		@Override
		public @Nullable Authorization renew(UnauthorizedResponse response) throws IOException, HttpException {
			OAuth2AccessToken rejected = this.shown;
			if (rejected == null) {
				return null;
			}
			if (this.renewed != null) {
				this.tokens.rejectedAgain(this.renewed, this.owner, this.call);
				return null;
			}
			this.renewed = this.tokens.otherThan(rejected, this.owner, this.call);
			return (this.renewed != null) ? this : null;
		}

		@Override
		public String toString() {
			return "oauth2";
		}

	}

}
