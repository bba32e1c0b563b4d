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

package dev.sessions.internal.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.sessions.settings.CredentialsHandle;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Adds a credential to a request whose target may receive it. Called once for each
 * attempt. Thread-safe; {@code toString} shows no secret. The creator of an authorization
 * ensures that its parts are valid in a header line.
 */
public interface Authorization extends CredentialsHandle {

	/**
	 * Return this credential for the user that a call acts for. Asked in the thread of
	 * the caller.
	 * @param principal the name of the user that the request names, or {@code null} for
	 * the user of the thread
	 * @return the authorization, which is bound to the user if it differs from one to
	 * another
	 */
	default Authorization forUser(@Nullable String principal) {
		return this;
	}

	/**
	 * Return whether this credential differs from one user to another.
	 * @return whether it does
	 */
	default boolean actsForUsers() {
		return false;
	}

	/**
	 * Return this credential for one call. An authorization that obtains its credential
	 * from another server needs the deadline of the call.
	 * @param call the call
	 * @return the authorization, to be used by the thread of the call
	 */
	default Authorization forCall(AuthScope call) {
		return this;
	}

	/**
	 * Authorize a request. A credential that the caller set stays.
	 * @param request the request as it will be sent
	 * @param target the host it is sent to
	 * @return whether this credential is responsible for the request, so that a 401
	 * renews it: {@code false} if the caller has set a credential, or if there is none
	 * for this host. A credential that is sent only on request returns {@code true}
	 * although it adds nothing yet.
	 * @throws IOException if no credential is currently available; the call fails as if
	 * the request could not be sent
	 * @throws HttpException if no credential is available and another attempt would not
	 * help
	 */
	boolean authorize(HttpRequest request, HttpHost target) throws IOException, HttpException;

	/**
	 * Return whether the credential becomes part of the request's path, which logs and
	 * messages show more often than headers.
	 * @return whether it does
	 */
	default boolean isInPath() {
		return false;
	}

	/**
	 * Return whether a response rejects this credential.
	 * @param request the request as it was sent
	 * @param target the host it was sent to
	 * @param response the head of the response
	 * @return whether it does; by default, if its status is 401
	 */
	default boolean isRejection(HttpRequest request, HttpHost target, HttpResponse response) {
		return response.getCode() == HttpStatus.SC_UNAUTHORIZED;
	}

	/**
	 * Return whether the session keeps the cookies of a response.
	 * @param request the request as it was sent
	 * @param target the host it was sent to
	 * @param response the head of the response
	 * @return whether it does; a rejection must not replace the cookies of a login
	 */
	default boolean keepsCookies(HttpRequest request, HttpHost target, HttpResponse response) {
		return true;
	}

	/**
	 * Return the credential of a fork that begins with this one.
	 * @return the credential; by default this one
	 */
	default Authorization forFork() {
		return this;
	}

	/**
	 * Return whether this is another credential, or that of one of its forks.
	 * @param other the other credential
	 * @return whether it is
	 */
	default boolean isSameAs(Authorization other) {
		return this == other;
	}

	/**
	 * Return the header that this credential always adds.
	 * @return the header, or {@code null} if it is no header or not always the same
	 */
	default @Nullable Header header() {
		return null;
	}

	/**
	 * Return whether requests are signed, so that their signature is added when they are
	 * complete.
	 * @return whether they are
	 */
	default boolean signs() {
		return false;
	}

	/**
	 * Return the credential to repeat a rejected request with. Many threads call this at
	 * once when a credential has become invalid. An implementation that requests a new
	 * one compares the {@linkplain UnauthorizedResponse#request() rejected credential}
	 * with the current one first, because another thread may have renewed it.
	 *
	 * <p>
	 * If the returned credential is rejected, too, its own method is called. An
	 * implementation that allows one repetition returns a fixed credential, which has no
	 * other.
	 * @param response the response to a request that
	 * {@link #authorize(HttpRequest, HttpHost) was authorized} by this
	 * @return the credential, or {@code null} if there is no other than the rejected one
	 * @throws IOException if no credential is currently available; the call fails with it
	 * @throws HttpException if no credential is available and another attempt would not
	 * help
	 */
	default @Nullable Authorization renew(UnauthorizedResponse response) throws IOException, HttpException {
		return null;
	}

	/**
	 * Return an object that identifies the user of this credential: equal for credentials
	 * that a server takes for the same user, as far as is known without a request. Called
	 * only while a server holds a user back ({@code Retry-After}).
	 * @return the user, to be compared and never shown
	 */
	default Object user() {
		return this;
	}

	/**
	 * Return what names the user of this credential and is no secret, such as a user name
	 * or a client's ID. Other instances that have the same credential return the same.
	 * @return the name, or {@code null} if nothing but a secret tells the user
	 */
	default @Nullable String account() {
		return null;
	}

	/**
	 * Return how long the current credential remains valid.
	 * @return the time, zero or less if it has expired, or {@code null} if the credential
	 * has no known expiry
	 */
	default @Nullable Duration timeLeft() {
		return null;
	}

	/**
	 * Return when the current credential was obtained from elsewhere.
	 * @return the time, or {@code null} if it was not, or if that is unknown
	 */
	default @Nullable Instant obtainedAt() {
		return null;
	}

	/**
	 * Discard what was obtained from elsewhere, such as a file or a server. The next
	 * request obtains it again.
	 * @return whether this authorization obtains anything; {@code false} for a fixed
	 * credential
	 */
	default boolean forget() {
		return false;
	}

	/**
	 * Release what is held to obtain credentials, as a session with this authorization
	 * was closed. If another session uses it, it is obtained again.
	 */
	default void release() {
	}

	/**
	 * Basic authentication by RFC 7617, in UTF-8.
	 * @param username the user name, without colon
	 * @param password the password
	 * @return the authorization
	 */
	static Authorization basic(String username, String password) {
		return HeaderAuthorization.basic(username, password);
	}

	/**
	 * A bearer token by RFC 6750.
	 * @param token the token
	 * @return the authorization
	 */
	static Authorization bearer(String token) {
		return HeaderAuthorization.bearer(token);
	}

	/**
	 * A bearer token by RFC 6750 that is obtained for each attempt.
	 * @param token supplies the token; many threads may call it at once
	 * @return the authorization
	 */
	static Authorization bearer(Supplier<String> token) {
		return new SuppliedBearerAuthorization(token);
	}

	/**
	 * Basic authentication by RFC 7617 with a password in a file, which is read again
	 * when the file changes or the password is rejected.
	 * @param username the user name, without colon
	 * @param passwordFile the file
	 * @param check returns the password, or throws an {@link IllegalArgumentException} if
	 * it cannot be sent
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	static Authorization basicFile(String username, Path passwordFile, UnaryOperator<String> check) {
		CredentialFile<String> password = new CredentialFile<>(passwordFile, check);
		return new FileAuthorization("basic", List.of(password),
				() -> HeaderAuthorization.basic(username, password.read()));
	}

	/**
	 * Basic authentication by RFC 7617 with a user name and a password in two files,
	 * which are read again when one changes or the credentials are rejected.
	 * @param usernameFile the file with the user name
	 * @param usernameCheck returns the user name, or throws an
	 * {@link IllegalArgumentException} if it cannot be sent
	 * @param passwordFile the file with the password
	 * @param passwordCheck the same for the password
	 * @return the authorization
	 * @throws IllegalArgumentException if a file cannot be read or used
	 */
	static Authorization basicFiles(Path usernameFile, UnaryOperator<String> usernameCheck, Path passwordFile,
			UnaryOperator<String> passwordCheck) {
		CredentialFile<String> username = new CredentialFile<>(usernameFile, usernameCheck);
		CredentialFile<String> password = new CredentialFile<>(passwordFile, passwordCheck);
		return new FileAuthorization("basic", List.of(username, password),
				() -> HeaderAuthorization.basic(username.read(), password.read()));
	}

	/**
	 * A bearer token by RFC 6750 in a file, which is read again when the file changes or
	 * the token is rejected.
	 * @param file the file
	 * @param check returns the token, or throws an {@link IllegalArgumentException} if it
	 * cannot be sent
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	static Authorization bearerFile(Path file, UnaryOperator<String> check) {
		CredentialFile<String> token = new CredentialFile<>(file, check);
		return new FileAuthorization("bearer", List.of(token), () -> HeaderAuthorization.bearer(token.read()));
	}

	/**
	 * Basic authentication by RFC 7617 with the entry of a netrc file for the target
	 * host. The file is read again when it changes or its credentials are rejected.
	 * @param file the file
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	static Authorization netrc(Path file) {
		return new NetrcAuthorization(file);
	}

	/**
	 * Digest authentication by RFC 7616.
	 * @param username the user name
	 * @param password the password
	 * @return the authorization
	 */
	static Authorization digest(String username, String password) {
		return new DigestAuthorization(username, password);
	}

	/**
	 * An API key in a header.
	 * @param name the name of the header
	 * @param value the key
	 * @return the authorization
	 */
	static Authorization apiKeyHeader(String name, String value) {
		return new HeaderAuthorization("api-key", name, value, null);
	}

	/**
	 * An API key in the query.
	 * @param name the name of the parameter
	 * @param value the key
	 * @return the authorization
	 */
	static Authorization apiKeyQuery(String name, String value) {
		return ApiKeyQuery.of(name, value);
	}

}
