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

package dev.sessions.oauth2;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How access tokens are got by the client credentials grant (RFC 6749, section 4.4).
 * Immutable; {@code toString} shows no secret.
 *
 * @param tokenUri the token endpoint: an absolute https URL, or an http one of this
 * machine
 * @param clientId the client's id
 * @param clientSecret the client's secret
 * @param scopes the scopes to ask for; none leaves the choice to the server
 * @param audience the audience to ask for, which not all servers know
 * @param authentication how the client proves its identity
 */
public record OAuth2Settings(URI tokenUri, String clientId, String clientSecret, Set<String> scopes,
		@Nullable String audience, ClientAuthentication authentication) {

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

	/**
	 * A scope-token of RFC 6749, section 3.3.
	 */
	private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

	public OAuth2Settings {
		requireSecure(tokenUri);
		requireText("client-id", clientId);
		requireText("client-secret", clientSecret);
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		if (!scopes.stream().allMatch((scope) -> SCOPE.matcher(scope).matches())) {
			throw new IllegalArgumentException(
					"scopes must each be of visible ASCII characters, without space, quotation mark and backslash");
		}
		if (audience != null) {
			requireText("audience", audience);
		}
	}

	/**
	 * Settings without scopes and audience, whose client proves its identity by
	 * {@link ClientAuthentication#BASIC}.
	 * @param tokenUri the token endpoint
	 * @param clientId the client's id
	 * @param clientSecret the client's secret
	 * @return the settings
	 * @throws IllegalArgumentException if one of them cannot be used
	 */
	public static OAuth2Settings of(String tokenUri, String clientId, String clientSecret) {
		return new OAuth2Settings(parse(tokenUri), clientId, clientSecret, Set.of(), null, ClientAuthentication.BASIC);
	}

	public OAuth2Settings withScopes(Collection<String> scopes) {
		return new OAuth2Settings(this.tokenUri, this.clientId, this.clientSecret, new LinkedHashSet<>(scopes),
				this.audience, this.authentication);
	}

	public OAuth2Settings withAudience(@Nullable String audience) {
		return new OAuth2Settings(this.tokenUri, this.clientId, this.clientSecret, this.scopes, audience,
				this.authentication);
	}

	public OAuth2Settings withAuthentication(ClientAuthentication authentication) {
		return new OAuth2Settings(this.tokenUri, this.clientId, this.clientSecret, this.scopes, this.audience,
				authentication);
	}

	private static URI parse(String text) {
		try {
			return URI.create(text.trim());
		}
		catch (IllegalArgumentException ex) {
			// the text may hold a secret
			throw new IllegalArgumentException("token-uri is not a valid URL");
		}
	}

	private static void requireSecure(URI uri) {
		String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
		String host = (uri.getHost() != null) ? uri.getHost().toLowerCase(Locale.ROOT) : "";
		if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
			throw new IllegalArgumentException("token-uri must be an absolute https URL");
		}
		if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
			throw new IllegalArgumentException(
					"token-uri must begin with https://: over http, anybody on the way would see the credentials");
		}
		if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
			throw new IllegalArgumentException("token-uri must hold neither a user name nor a fragment");
		}
	}

	private static void requireText(String name, String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException(name + " must not be empty");
		}
	}

	/**
	 * The token endpoint as it may be shown to anybody.
	 */
	String origin() {
		return this.tokenUri.getScheme() + "://" + this.tokenUri.getRawAuthority();
	}

	@Override
	public String toString() {
		return "OAuth2Settings[origin=" + origin() + ", clientId=" + this.clientId + ", scopes=" + this.scopes
				+ ", audience=" + this.audience + ", authentication=" + this.authentication + "]";
	}

	/**
	 * How a client proves its identity at the token endpoint (RFC 6749, section 2.3.1).
	 */
	public enum ClientAuthentication {

		/**
		 * By basic authentication, which each server knows.
		 */
		BASIC,

		/**
		 * In the body.
		 */
		POST

	}

}
