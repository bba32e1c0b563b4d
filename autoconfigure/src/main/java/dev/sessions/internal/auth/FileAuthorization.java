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

import java.util.List;
import java.util.function.Supplier;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A header whose value is read from files.
 */
final class FileAuthorization implements Authorization {

	private final String kind;

	private final CredentialFiles<HeaderAuthorization> files;

	/**
	 * Create a credential.
	 * @param kind the kind of the credentials
	 * @param files the files
	 * @param maker reads the files and creates the header
	 */
	FileAuthorization(String kind, List<CredentialFile<String>> files, Supplier<HeaderAuthorization> maker) {
		this.kind = kind;
		this.files = new CredentialFiles<>(files, maker, System::nanoTime);
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
