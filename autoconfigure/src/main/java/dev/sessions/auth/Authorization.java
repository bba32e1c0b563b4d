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

package dev.sessions.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Puts a credential into a request that is about to go to an origin that may see it.
 * Called once for each attempt. Thread-safe; {@code toString} shows no secret. That its
 * parts are fit for a header line is for whoever makes one to see to.
 */
public interface Authorization {

	/**
	 * The same credential, for one call. Whoever has to ask somebody else for it needs to
	 * know how long the call can wait.
	 * @param call the call
	 * @return the authorization, which belongs to the thread of the call
	 */
	default Authorization forCall(AuthScope call) {
		return this;
	}

	/**
	 * Authorize a request. What the caller set by hand stays.
	 * @param request the request as it will be sent
	 * @param target the host it goes to
	 * @return whether it is this credential that the request is to be judged by: not so
	 * if the caller has set his own, or if there is none for this host. A credential that
	 * waits to be asked for says yes, though there is nothing to send yet.
	 * @throws IOException if there is no credential to be had; the call fails with it, as
	 * if it could not be sent
	 * @throws HttpException if there is none, and to try again would not help
	 */
	boolean authorize(HttpRequest request, HttpHost target) throws IOException, HttpException;

	/**
	 * The credential to send a refused request with once more. Called by many threads at
	 * once when a credential has become invalid, so whoever has to ask somebody for a new
	 * one compares the {@linkplain Refusal#request() credential that was refused} with
	 * the present one first: it may have been renewed meanwhile.
	 *
	 * <p>
	 * What is returned may be refused again, and is asked then in its turn. Whoever wants
	 * one repetition only returns a fixed credential, which knows no other.
	 * @param refusal the answer with status 401 to a request that
	 * {@link #authorize(HttpRequest, HttpHost) was authorized} by this
	 * @return the credential, or {@code null} if there is no other than the one refused
	 * @throws IOException if there is none to be had; the call fails with it
	 * @throws HttpException if there is none, and to try again would not help
	 */
	default @Nullable Authorization renew(Refusal refusal) throws IOException, HttpException {
		return null;
	}

	/**
	 * How long the present credential can still be used.
	 * @return the time, zero or less if it is over, or {@code null} if there is none to
	 * tell: most credentials do not expire, or do not say so
	 */
	default @Nullable Duration timeLeft() {
		return null;
	}

	/**
	 * Forget what was got from elsewhere, such as a file or a server, so that the next
	 * request gets it anew.
	 * @return whether there is anything to forget; not so for a fixed credential
	 */
	default boolean forget() {
		return false;
	}

	/**
	 * Basic authentication by RFC 7617, in UTF-8.
	 * @param username the user name, without colon
	 * @param password the password
	 * @return the authorization
	 */
	static Authorization basic(String username, String password) {
		return BasicAuthorization.of(username, password);
	}

	/**
	 * A bearer token by RFC 6750.
	 * @param token the token
	 * @return the authorization
	 */
	static Authorization bearer(String token) {
		return BearerAuthorization.of(token);
	}

	/**
	 * A bearer token by RFC 6750 that is asked for at each attempt.
	 * @param token gives the token; it may be called by many threads at once
	 * @return the authorization
	 */
	static Authorization bearer(Supplier<String> token) {
		return new SuppliedBearerAuthorization(token);
	}

	/**
	 * Basic authentication by RFC 7617 with a password that a file has, which is read
	 * anew when it has changed or was refused.
	 * @param username the user name, without colon
	 * @param passwordFile the file
	 * @param check returns the password, or throws an {@link IllegalArgumentException} if
	 * it cannot be sent
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	static Authorization basicFile(String username, Path passwordFile, UnaryOperator<String> check) {
		return FileAuthorization.basic(username, new CredentialFile<>(passwordFile, check));
	}

	/**
	 * Basic authentication by RFC 7617 with what two files have, which are read anew when
	 * one has changed or was refused.
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
		return FileAuthorization.basic(new CredentialFile<>(usernameFile, usernameCheck),
				new CredentialFile<>(passwordFile, passwordCheck));
	}

	/**
	 * A bearer token by RFC 6750 that a file has, which is read anew when it has changed
	 * or was refused.
	 * @param file the file
	 * @param check returns the token, or throws an {@link IllegalArgumentException} if it
	 * cannot be sent
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	static Authorization bearerFile(Path file, UnaryOperator<String> check) {
		return FileAuthorization.bearer(new CredentialFile<>(file, check));
	}

	/**
	 * Basic authentication by RFC 7617 with what a netrc file has for the host that is
	 * connected to. The file is read anew when it has changed or was refused.
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
		return new FixedHeader("api-key", name, value);
	}

	/**
	 * An API key in the query.
	 * @param name the name of the parameter
	 * @param value the key
	 * @return the authorization
	 */
	static Authorization apiKeyQuery(String name, String value) {
		return new ApiKeyQuery(name, value);
	}

}
