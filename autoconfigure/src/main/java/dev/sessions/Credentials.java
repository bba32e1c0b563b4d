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

package dev.sessions;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

import dev.sessions.auth.Authorization;
import dev.sessions.oauth2.OAuth2Authorization;
import dev.sessions.oauth2.OAuth2Settings;
import dev.sessions.transport.HeadText;
import org.jspecify.annotations.Nullable;

/**
 * What a session proves its identity with. Sent to the session's own origin and the
 * allowed ones only. Immutable and thread-safe; {@code toString} names the kind and shows
 * no secret.
 *
 * <p>
 * A line break in any part is an {@link IllegalArgumentException}.
 */
public final class Credentials {

	private final Authorization authorization;

	private Credentials(Authorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * Basic authentication (RFC 7617), sent with the first request already.
	 * @param username the user name, without a colon
	 * @param password the password
	 * @return the credentials
	 */
	public static Credentials basic(String username, String password) {
		return new Credentials(Authorization.basic(HeadText.requireOneLine("The user name", username),
				HeadText.requireOneLine("The password", password)));
	}

	/**
	 * A bearer token (RFC 6750).
	 * @param token the token, not empty
	 * @return the credentials
	 */
	public static Credentials bearer(String token) {
		return new Credentials(Authorization.bearer(requireToken(token)));
	}

	/**
	 * A bearer token (RFC 6750) that may change.
	 * @param token gives the token for each attempt; called by many threads at once, so
	 * it should be quick
	 * @return the credentials
	 */
	public static Credentials bearer(Supplier<String> token) {
		return new Credentials(Authorization.bearer(() -> requireToken(token.get())));
	}

	private static String requireToken(@Nullable String token) {
		if (token == null) {
			throw new IllegalStateException("The supplier of the bearer token returned null");
		}
		return HeadText.requireText("The bearer token", token);
	}

	/**
	 * A bearer token (RFC 6750) that a file has, such as one that Kubernetes mounts.
	 * Whether the file has changed is looked at once a second at most, and a token that
	 * is refused with 401 is read anew at once. A file that can no longer be read leaves
	 * the token as it was.
	 * @param file the file, of at most 64 KB; the end of its last line is no part of the
	 * token
	 * @return the credentials
	 * @throws IllegalArgumentException if the file cannot be read or holds no token
	 */
	public static Credentials bearerFile(Path file) {
		return new Credentials(Authorization.bearerFile(file, Credentials::requireToken));
	}

	/**
	 * Basic authentication (RFC 7617) with a password that a file has, which is read as
	 * by {@link #bearerFile(Path)}.
	 * @param username the user name, without a colon
	 * @param passwordFile the file with the password
	 * @return the credentials
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public static Credentials basicFile(String username, Path passwordFile) {
		return new Credentials(Authorization.basicFile(HeadText.requireOneLine("The user name", username), passwordFile,
				Credentials::requirePassword));
	}

	/**
	 * Basic authentication (RFC 7617) with a user name and a password that have a file
	 * each, which are read as by {@link #bearerFile(Path)}.
	 * @param usernameFile the file with the user name
	 * @param passwordFile the file with the password
	 * @return the credentials
	 * @throws IllegalArgumentException if a file cannot be read or used
	 */
	public static Credentials basicFile(Path usernameFile, Path passwordFile) {
		return new Credentials(
				Authorization.basicFiles(usernameFile, (username) -> HeadText.requireText("The user name", username),
						passwordFile, Credentials::requirePassword));
	}

	private static String requirePassword(String password) {
		return HeadText.requireText("The password", password);
	}

	/**
	 * Basic authentication (RFC 7617) with what a netrc file has for the host that is
	 * connected to: the words {@code machine}, {@code login}, {@code password},
	 * {@code account}, {@code default} and {@code macdef}, quoted words and comments. The
	 * file is read as by {@link #bearerFile(Path)}. Hosts that are not the session's own
	 * or allowed get nothing, also where the file names them.
	 * @param file the file, which nobody but its owner should be able to read
	 * @return the credentials
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public static Credentials netrc(Path file) {
		return new Credentials(Authorization.netrc(file));
	}

	/**
	 * Digest authentication (RFC 7616) with MD5, SHA-256 or SHA-512-256. The first
	 * request to a host is sent without credentials and repeated when the host has asked
	 * for them, so a body that can be read only once should not be the first one. From
	 * then on requests carry them at once.
	 * @param username the user name
	 * @param password the password
	 * @return the credentials
	 */
	public static Credentials digest(String username, String password) {
		return new Credentials(Authorization.digest(HeadText.requireText("The user name", username),
				HeadText.requireOneLine("The password", password)));
	}

	/**
	 * An API key in a header.
	 * @param name the name of the header
	 * @param value the key, not empty
	 * @return the credentials
	 */
	public static Credentials apiKeyHeader(String name, String value) {
		return new Credentials(
				Authorization.apiKeyHeader(HeadText.requireToken("The name of the API key's header", name),
						HeadText.requireText("The API key", value)));
	}

	/**
	 * An API key in the query. It appears in no URI that this library shows or logs; the
	 * server's own logs will have it.
	 * @param name the name of the parameter
	 * @param value the key, not empty
	 * @return the credentials
	 */
	public static Credentials apiKeyQuery(String name, String value) {
		return new Credentials(
				Authorization.apiKeyQuery(HeadText.requireText("The name of the API key's parameter", name),
						HeadText.requireText("The API key", value)));
	}

	/**
	 * Access tokens by the client credentials grant of OAuth 2.0 (RFC 6749). The first is
	 * asked for by the first call that needs it; all calls, sessions and forks that share
	 * these credentials share it. Needs Spring Security's
	 * {@code spring-security-oauth2-client}.
	 * @param tokenUri the token endpoint: an absolute https URL, or an http one of this
	 * machine
	 * @param clientId the client's id
	 * @param clientSecret the client's secret
	 * @param scopes the scopes to ask for
	 * @return the credentials
	 * @throws IllegalStateException if Spring Security is not there
	 */
	public static Credentials oauth2(String tokenUri, String clientId, String clientSecret, String... scopes) {
		return oauth2(OAuth2Settings.of(tokenUri, clientId, clientSecret).withScopes(Arrays.asList(scopes)));
	}

	/**
	 * Access tokens by the client credentials grant of OAuth 2.0 (RFC 6749), as
	 * {@link #oauth2(String, String, String, String...)} gives them.
	 * @param settings the settings
	 * @return the credentials
	 * @throws IllegalStateException if Spring Security is not there
	 */
	public static Credentials oauth2(OAuth2Settings settings) {
		return new Credentials(OAuth2Authorization.of(settings));
	}

	/**
	 * What kind of credentials these are: {@code basic}, {@code bearer}, {@code api-key},
	 * {@code digest}, {@code netrc} or {@code oauth2}.
	 * @return the kind
	 */
	public String kind() {
		return this.authorization.toString();
	}

	Authorization authorization() {
		return this.authorization;
	}

	@Override
	public String toString() {
		return "Credentials[" + kind() + "]";
	}

}
