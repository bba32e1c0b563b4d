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

package dev.sessions.settings;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.net.Loopback;
import dev.sessions.internal.net.UriReference;
import dev.sessions.internal.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 client that obtains access tokens by the client credentials grant (RFC
 * 6749, section 4.4). Immutable; {@code toString} contains no secret.
 *
 * @param tokenUri the token endpoint: an absolute https URL, or an http URL of a loopback
 * host
 * @param clientId the client's id
 * @param clientSecret the client's secret, or {@code null} for a client without one
 * @param scopes the requested scopes; an empty set leaves the choice to the server
 * @param audience the requested audience, which not all servers support, or {@code null}
 * for none
 * @param authentication the client authentication at the token endpoint
 * @param clientKey the key for {@link ClientAuthentication#PRIVATE_KEY_JWT}, or
 * {@code null} for none
 */
public record OAuth2Settings(URI tokenUri, String clientId, @Nullable String clientSecret, Set<String> scopes,
		@Nullable String audience, ClientAuthentication authentication, @Nullable ClientKey clientKey) {

	/**
	 * A scope-token of RFC 6749, section 3.3.
	 */
	private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

	public OAuth2Settings {
		tokenUri = secure(tokenUri.toString());
		requireText("client-id", clientId);
		requireSecret(authentication, clientSecret, clientKey);
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
	 * Create settings without scopes and audience, whose client authenticates by
	 * {@link ClientAuthentication#BASIC}.
	 * @param tokenUri the token endpoint: an absolute https URL, or an http URL of a
	 * loopback host
	 * @param clientId the client's id
	 * @param clientSecret the client's secret
	 * @return the settings
	 * @throws IllegalArgumentException if one of them is invalid
	 */
	public static OAuth2Settings of(String tokenUri, String clientId, String clientSecret) {
		return new OAuth2Settings(secure(tokenUri), clientId, clientSecret, Set.of(), null, ClientAuthentication.BASIC,
				null);
	}

	/**
	 * Create settings without scopes and audience, whose client authenticates by
	 * {@link ClientAuthentication#PRIVATE_KEY_JWT}.
	 * @param tokenUri the token endpoint: an absolute https URL, or an http URL of a
	 * loopback host
	 * @param clientId the client's id
	 * @param clientKey the client's key
	 * @return the settings
	 * @throws IllegalArgumentException if one of them is invalid
	 */
	public static OAuth2Settings of(String tokenUri, String clientId, ClientKey clientKey) {
		return new OAuth2Settings(secure(tokenUri), clientId, null, Set.of(), null,
				ClientAuthentication.PRIVATE_KEY_JWT, clientKey);
	}

	/**
	 * Create settings without scopes and audience, whose client authenticates by
	 * {@link ClientAuthentication#TLS}.
	 * @param tokenUri the token endpoint: an absolute https URL, or an http URL of a
	 * loopback host
	 * @param clientId the client's id
	 * @return the settings
	 * @throws IllegalArgumentException if one of them is invalid
	 */
	public static OAuth2Settings of(String tokenUri, String clientId) {
		return new OAuth2Settings(secure(tokenUri), clientId, null, Set.of(), null, ClientAuthentication.TLS, null);
	}

	/**
	 * Return a copy with other scopes.
	 * @param scopes the requested scopes; an empty collection leaves the choice to the
	 * server
	 * @return the copy
	 * @throws IllegalArgumentException if one is not a scope-token (RFC 6749, section
	 * 3.3)
	 */
	public OAuth2Settings withScopes(Collection<String> scopes) {
		return new OAuth2Settings(this.tokenUri, this.clientId, this.clientSecret, new LinkedHashSet<>(scopes),
				this.audience, this.authentication, this.clientKey);
	}

	/**
	 * Return a copy with another audience.
	 * @param audience the requested audience, or {@code null} for none
	 * @return the copy
	 */
	public OAuth2Settings withAudience(@Nullable String audience) {
		return new OAuth2Settings(this.tokenUri, this.clientId, this.clientSecret, this.scopes, audience,
				this.authentication, this.clientKey);
	}

	/**
	 * Return a copy with another client authentication.
	 * @param authentication the client authentication at the token endpoint
	 * @return the copy
	 */
	public OAuth2Settings withAuthentication(ClientAuthentication authentication) {
		return new OAuth2Settings(this.tokenUri, this.clientId, this.clientSecret, this.scopes, this.audience,
				authentication, this.clientKey);
	}

	private static URI secure(String text) {
		UriReference uri = read(text);
		String scheme = uri.scheme();
		HostAndPort authority = uri.authority();
		if (scheme == null || authority == null) {
			throw new IllegalArgumentException("token-uri must be an absolute https URL");
		}
		if (scheme.equals("http") && !Loopback.isCertain(authority.host())) {
			throw new IllegalArgumentException(
					"token-uri must begin with https://: over http, the credentials could be read on the network path");
		}
		if (authority.hasUserInfo() || uri.fragment() != null) {
			throw new IllegalArgumentException("token-uri must contain neither a user name nor a fragment");
		}
		URI ascii = uri.toUri();
		return ascii.toString().equalsIgnoreCase(text.trim()) ? URI.create(text.trim()) : ascii;
	}

	private static UriReference read(String text) {
		try {
			return UriReference.parse(text);
		}
		catch (IllegalArgumentException ex) {
			// the text may contain a secret
			throw new IllegalArgumentException("token-uri is not a valid URL");
		}
	}

	private static void requireSecret(ClientAuthentication authentication, @Nullable String secret,
			@Nullable ClientKey key) {
		if (authentication.isBySecret()) {
			requireText("client-secret", (secret != null) ? secret : "");
		}
		if (authentication == ClientAuthentication.PRIVATE_KEY_JWT && key == null) {
			throw new IllegalArgumentException("client-key is required for private_key_jwt");
		}
	}

	private static void requireText(String name, String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException(name + " must not be empty");
		}
		UnicodeText.require(name, text);
	}

	/**
	 * Return the origin of the token endpoint, which contains no secret.
	 * @return {@code scheme://host[:port]}
	 */
	public String origin() {
		return this.tokenUri.getScheme() + "://" + this.tokenUri.getRawAuthority();
	}

	@Override
	public String toString() {
		return "OAuth2Settings[origin=" + origin() + ", clientId=" + this.clientId + ", scopes=" + this.scopes
				+ ", audience=" + this.audience + ", authentication=" + this.authentication + "]";
	}

	/**
	 * The client authentication methods of the token endpoint.
	 */
	public enum ClientAuthentication {

		/**
		 * Basic authentication with the client's secret (RFC 6749, section 2.3.1), which
		 * every server supports.
		 */
		BASIC,

		/**
		 * The client's id and secret as parameters of the request body (RFC 6749, section
		 * 2.3.1).
		 */
		POST,

		/**
		 * An assertion that the client signs with its key (RFC 7523, section 2.2), named
		 * {@code private_key_jwt}. Requires
		 * {@code org.springframework.security:spring-security-oauth2-jose}.
		 */
		PRIVATE_KEY_JWT,

		/**
		 * The client certificate of the session's own TLS settings (RFC 8705, section 2),
		 * named {@code tls_client_auth} or {@code self_signed_tls_client_auth}.
		 */
		TLS;

		/**
		 * Return whether the client authenticates with its secret.
		 * @return whether it uses the secret
		 */
		public boolean isBySecret() {
			return this == BASIC || this == POST;
		}

	}

}
