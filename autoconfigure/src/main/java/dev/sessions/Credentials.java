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
import java.util.Objects;
import java.util.function.Supplier;

import dev.sessions.internal.auth.ApiKeyQuery;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.DigestAuthorization;
import dev.sessions.internal.auth.FileAuthorization;
import dev.sessions.internal.auth.ForwardedBearer;
import dev.sessions.internal.auth.HeaderAuthorization;
import dev.sessions.internal.auth.NetrcAuthorization;
import dev.sessions.internal.auth.SignedAuthorization;
import dev.sessions.internal.auth.SuppliedBearerAuthorization;
import dev.sessions.internal.aws.AwsAuthorization;
import dev.sessions.internal.login.LoginPage;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.oauth2.OAuth2Authorization;
import dev.sessions.settings.CredentialsHandle;
import dev.sessions.settings.LoginExpiry;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.OAuth2Settings;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a session. They are sent to the session's own origin and the allowed
 * origins only. Immutable and thread-safe; {@code toString} contains the kind, but no
 * secret.
 *
 * <p>
 * The factory methods throw an {@link IllegalArgumentException} if a part contains a line
 * break, or a character that cannot be sent.
 */
public final class Credentials {

	private final Authorization authorization;

	private Credentials(Authorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * Basic authentication (RFC 7617), sent preemptively with the first request.
	 * @param username the user name, without a colon
	 * @param password the password
	 * @return the credentials
	 */
	public static Credentials basic(String username, String password) {
		return new Credentials(HeaderAuthorization.basic(HeaderSyntax.requireOneLine("The user name", username),
				HeaderSyntax.requireOneLine("The password", password)));
	}

	/**
	 * A bearer token (RFC 6750).
	 * @param token the token, not empty
	 * @return the credentials
	 */
	public static Credentials bearer(String token) {
		return new Credentials(HeaderAuthorization.bearer(requireToken(token)));
	}

	/**
	 * A bearer token (RFC 6750) that may change.
	 * @param token the supplier of the token, called for each attempt in the thread of
	 * the call; it must be thread-safe and should be fast. The thread is interrupted if
	 * the call ends first
	 * @return the credentials
	 */
	public static Credentials bearer(Supplier<String> token) {
		return new Credentials(new SuppliedBearerAuthorization(() -> requireToken(token.get())));
	}

	/**
	 * The bearer token (RFC 6750) of the request that is being served, which is passed on
	 * unchanged. Requests that are served without a token may be sent without one.
	 * @param token the supplier of the current thread's token, or of {@code null} for
	 * none. Called in the thread of the caller; must be thread-safe and should be fast
	 * @param optional whether a call without a token is sent without credentials; if
	 * {@code false}, it fails with a {@link CredentialsException} and sends nothing
	 * @return the credentials
	 */
	public static Credentials forwardedBearer(Supplier<@Nullable String> token, boolean optional) {
		return new Credentials(new ForwardedBearer(() -> {
			String present = token.get();
			return (present != null) ? requireToken(present) : null;
		}, optional));
	}

	private static String requireToken(@Nullable String token) {
		if (token == null) {
			throw new IllegalStateException("The supplier of the bearer token returned null");
		}
		return HeaderSyntax.requireFieldText("The bearer token", token);
	}

	/**
	 * A bearer token (RFC 6750) that is read from a file, such as one that Kubernetes
	 * mounts. The file is checked for changes at most once a second, and read again
	 * immediately after a response with status 401. If it can no longer be read, the last
	 * token stays in use.
	 * @param file the file, of at most 64 KB; a line break at its end is not part of the
	 * token
	 * @return the credentials
	 * @throws IllegalArgumentException if the file cannot be read or contains no token
	 */
	public static Credentials bearerFile(Path file) {
		return new Credentials(FileAuthorization.bearer(file, Credentials::requireToken));
	}

	/**
	 * Basic authentication (RFC 7617) with a password that is read from a file, as
	 * {@link #bearerFile(Path)} reads a token.
	 * @param username the user name, without a colon
	 * @param passwordFile the file with the password
	 * @return the credentials
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public static Credentials basicFile(String username, Path passwordFile) {
		return new Credentials(FileAuthorization.basic(HeaderSyntax.requireOneLine("The user name", username),
				passwordFile, Credentials::requirePassword));
	}

	/**
	 * Basic authentication (RFC 7617) with a user name and a password that are read from
	 * two files, as {@link #bearerFile(Path)} reads a token.
	 * @param usernameFile the file with the user name
	 * @param passwordFile the file with the password
	 * @return the credentials
	 * @throws IllegalArgumentException if a file cannot be read or used
	 */
	public static Credentials basicFile(Path usernameFile, Path passwordFile) {
		return new Credentials(
				FileAuthorization.basic(usernameFile, (username) -> HeaderSyntax.requireText("The user name", username),
						passwordFile, Credentials::requirePassword));
	}

	private static String requirePassword(String password) {
		return HeaderSyntax.requireText("The password", password);
	}

	/**
	 * Basic authentication (RFC 7617) with the entry for the target host in a netrc file.
	 * Supported are the tokens {@code machine}, {@code login}, {@code password},
	 * {@code account}, {@code default} and {@code macdef}, quoted words and comments. The
	 * file is read as by {@link #bearerFile(Path)}. Only the session's own origin and the
	 * allowed origins get credentials, even if the file lists other hosts.
	 * @param file the file, which only its owner should be able to read
	 * @return the credentials
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public static Credentials netrc(Path file) {
		return new Credentials(new NetrcAuthorization(file));
	}

	/**
	 * Digest authentication (RFC 7616) with MD5, SHA-256 or SHA-512-256. The first
	 * request to a host is sent without credentials and repeated after the host's
	 * challenge, so its body should be repeatable. Later requests are authenticated
	 * preemptively.
	 * @param username the user name
	 * @param password the password
	 * @return the credentials
	 */
	public static Credentials digest(String username, String password) {
		return new Credentials(new DigestAuthorization(HeaderSyntax.requireText("The user name", username),
				HeaderSyntax.requireOneLine("The password", password)));
	}

	/**
	 * An API key in a header.
	 * @param name the name of the header
	 * @param value the key, not empty
	 * @return the credentials
	 */
	public static Credentials apiKeyHeader(String name, String value) {
		return new Credentials(
				HeaderAuthorization.apiKey(HeaderSyntax.requireToken("The name of the API key's header", name),
						HeaderSyntax.requireFieldText("The API key", value)));
	}

	/**
	 * An API key in the query. This library omits it from every URI that it shows or
	 * logs, but the server's own logs may contain it.
	 * @param name the name of the parameter
	 * @param value the key, not empty
	 * @return the credentials
	 */
	public static Credentials apiKeyQuery(String name, String value) {
		return new Credentials(ApiKeyQuery.of(HeaderSyntax.requireText("The name of the API key's parameter", name),
				HeaderSyntax.requireText("The API key", value)));
	}

	/**
	 * Access tokens by the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4).
	 * The first call that needs a token requests it. All calls, sessions and forks that
	 * share these credentials share the token. Requires Spring Security's
	 * {@code spring-security-oauth2-client} on the class path.
	 * @param tokenUri the token endpoint: an absolute https URL, or an http URL of a
	 * loopback host
	 * @param clientId the client's id
	 * @param clientSecret the client's secret
	 * @param scopes the requested scopes
	 * @return the credentials
	 * @throws IllegalStateException if Spring Security is not on the class path
	 */
	public static Credentials oauth2(String tokenUri, String clientId, String clientSecret, String... scopes) {
		return oauth2(OAuth2Settings.of(tokenUri, clientId, clientSecret).withScopes(Arrays.asList(scopes)));
	}

	/**
	 * Access tokens by the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4),
	 * as by {@link #oauth2(String, String, String, String...)}.
	 * @param settings the settings of the client
	 * @return the credentials
	 * @throws IllegalStateException if Spring Security is not on the class path
	 */
	public static Credentials oauth2(OAuth2Settings settings) {
		return new Credentials(OAuth2Authorization.of(settings));
	}

	/**
	 * Access tokens of the users on whose behalf calls are made, such as those of
	 * {@code dev.sessions.oauth2.OnBehalfOf}. Requires Spring Security's
	 * {@code spring-security-oauth2-client} on the class path.
	 * @param users the tokens of the users
	 * @return the credentials
	 * @throws IllegalArgumentException if the object is not from this library
	 */
	public static Credentials oauth2(CredentialsHandle users) {
		if (users instanceof Authorization authorization) {
			return new Credentials(authorization);
		}
		throw new IllegalArgumentException(
				"The tokens of users are created by OnBehalfOf.user(...), unlike " + users.getClass().getName());
	}

	/**
	 * A login that the session performs automatically, when a call first needs it and
	 * after a response has shown that it has expired. Regardless of the number of waiting
	 * calls, one login is performed. Each call is repeated at most once, and not if its
	 * body can be read only once. Each fork has its own login. Belongs to a session, not
	 * to a request.
	 * @param settings the settings of the login
	 * @return the credentials
	 * @throws IllegalStateException if a page has to be read and jsoup is not on the
	 * class path
	 */
	public static Credentials login(LoginSettings settings) {
		if (settings.csrfField() != null) {
			LoginPage.requireParser();
		}
		return new Credentials(new LoginDefinition(settings, null, settings.expired()));
	}

	/**
	 * A login by code, as by {@link #login(LoginSettings)}. A response with status 401
	 * shows that it has expired.
	 * @param login the code that logs in
	 * @return the credentials
	 */
	public static Credentials login(SessionLogin login) {
		return login(login, LoginExpiry.defaults());
	}

	/**
	 * A login by code, as by {@link #login(LoginSettings)}.
	 * @param login the code that logs in
	 * @param expired the responses that show that the session is no longer logged in
	 * @return the credentials
	 */
	public static Credentials login(SessionLogin login, LoginExpiry expired) {
		return new Credentials(new LoginDefinition(null, Objects.requireNonNull(login, "login"), expired));
	}

	/**
	 * A signature of each request, which covers the request as it is sent. Each attempt
	 * and each hop within the session's own origin and the allowed origins is signed
	 * again.
	 * @param signer the signer of the requests; it must be thread-safe and should be fast
	 * @return the credentials
	 */
	public static Credentials signed(RequestSigner signer) {
		Objects.requireNonNull(signer, "signer");
		return new Credentials(
				new SignedAuthorization("signed", (request) -> signer.sign(new DefaultSignableRequest(request))));
	}

	/**
	 * Signatures of AWS (Signature Version 4), by the signer of the AWS SDK and with the
	 * credentials of its default provider chain: from system properties, environment
	 * variables, a profile, the container or the instance. Each attempt and each hop is
	 * signed again, with its body. A body that can be read only once is sent unsigned
	 * over https, which not every service accepts, and rejected over http. Requires
	 * {@code software.amazon.awssdk:auth} and
	 * {@code software.amazon.awssdk:http-auth-aws} on the class path.
	 * @param region the region, such as {@code eu-central-1}
	 * @param service the name of the service in signatures, such as {@code s3} or
	 * {@code execute-api}
	 * @return the credentials
	 * @throws IllegalStateException if the AWS SDK is not on the class path
	 */
	public static Credentials aws(String region, String service) {
		return ofAws(region, service, null);
	}

	/**
	 * Signatures of AWS, as by {@link #aws(String, String)}, with the credentials of a
	 * profile.
	 * @param region the region
	 * @param service the name of the service in signatures
	 * @param profile the profile, as in the files of the AWS CLI
	 * @return the credentials
	 * @throws IllegalStateException if the AWS SDK is not on the class path
	 */
	public static Credentials aws(String region, String service, String profile) {
		return ofAws(region, service, HeaderSyntax.requireText("The AWS profile", profile));
	}

	private static Credentials ofAws(String region, String service, @Nullable String profile) {
		return new Credentials(AwsAuthorization.of(HeaderSyntax.requireToken("The AWS region", region),
				HeaderSyntax.requireToken("The AWS service", service), profile));
	}

	/**
	 * Return the kind of the credentials: {@code basic}, {@code bearer}, {@code api-key},
	 * {@code digest}, {@code netrc}, {@code oauth2}, {@code login}, {@code signed} or
	 * {@code aws}.
	 * @return the kind
	 */
	public String kind() {
		return this.authorization.toString();
	}

	static Credentials of(Authorization authorization) {
		return new Credentials(authorization);
	}

	Authorization authorization() {
		return this.authorization;
	}

	@Override
	public String toString() {
		return "Credentials[" + kind() + "]";
	}

}
