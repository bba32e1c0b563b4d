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

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A header whose value is read from files, again when a file changes or the credential is
 * rejected.
 */
public final class FileAuthorization implements Authorization {

	private final String kind;

	private final CredentialFiles<HeaderAuthorization> files;

	private FileAuthorization(String kind, List<CredentialFile<String>> files, Supplier<HeaderAuthorization> maker) {
		this.kind = kind;
		this.files = new CredentialFiles<>(files, maker, System::nanoTime);
	}

	/**
	 * Basic authentication by RFC 7617 with a password in a file.
	 * @param username the user name, without colon
	 * @param passwordFile the file
	 * @param check returns the password, or throws an {@link IllegalArgumentException} if
	 * it cannot be sent
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public static FileAuthorization basic(String username, Path passwordFile, UnaryOperator<String> check) {
		CredentialFile<String> password = new CredentialFile<>(passwordFile, check);
		return new FileAuthorization("basic", List.of(password),
				() -> HeaderAuthorization.basic(username, password.read()));
	}

	/**
	 * Basic authentication by RFC 7617 with a user name and a password in two files.
	 * @param usernameFile the file with the user name
	 * @param usernameCheck returns the user name, or throws an
	 * {@link IllegalArgumentException} if it cannot be sent
	 * @param passwordFile the file with the password
	 * @param passwordCheck the same for the password
	 * @return the authorization
	 * @throws IllegalArgumentException if a file cannot be read or used
	 */
	public static FileAuthorization basic(Path usernameFile, UnaryOperator<String> usernameCheck, Path passwordFile,
			UnaryOperator<String> passwordCheck) {
		CredentialFile<String> username = new CredentialFile<>(usernameFile, usernameCheck);
		CredentialFile<String> password = new CredentialFile<>(passwordFile, passwordCheck);
		return new FileAuthorization("basic", List.of(username, password),
				() -> HeaderAuthorization.basic(username.read(), password.read()));
	}

	/**
	 * A bearer token by RFC 6750 in a file.
	 * @param file the file
	 * @param check returns the token, or throws an {@link IllegalArgumentException} if it
	 * cannot be sent
	 * @return the authorization
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public static FileAuthorization bearer(Path file, UnaryOperator<String> check) {
		CredentialFile<String> token = new CredentialFile<>(file, check);
		return new FileAuthorization("bearer", List.of(token), () -> HeaderAuthorization.bearer(token.read()));
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		return this.files.current().authorize(request, target);
	}

	@Override
	public @Nullable Authorization renew(UnauthorizedResponse unauthorized) {
		return this.files.other((header) -> !unauthorized.isForOtherCredential(header.value()));
	}

	@Override
	public boolean forget() {
		this.files.reread();
		return true;
	}

	@Override
	public String toString() {
		return this.kind;
	}

}
