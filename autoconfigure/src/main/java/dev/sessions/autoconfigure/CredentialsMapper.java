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

package dev.sessions.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.sessions.Credentials;
import dev.sessions.autoconfigure.AuthProperties.ApiKey;
import dev.sessions.autoconfigure.AuthProperties.Basic;
import dev.sessions.autoconfigure.AuthProperties.Bearer;
import dev.sessions.autoconfigure.AuthProperties.Digest;
import dev.sessions.autoconfigure.AuthProperties.In;
import dev.sessions.autoconfigure.AuthProperties.Netrc;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Maps the {@code auth} block to credentials. No message holds a secret.
 */
final class CredentialsMapper {

	private final String session;

	private final PropertyOrigins origins;

	private final ListableBeanFactory beanFactory;

	CredentialsMapper(String session, PropertyOrigins origins, ListableBeanFactory beanFactory) {
		this.session = session;
		this.origins = origins;
		this.beanFactory = beanFactory;
	}

	@Nullable Credentials map(AuthProperties auth) {
		requireOneKind(auth);
		if (auth.getBasic() != null) {
			return basic(auth.getBasic());
		}
		if (auth.getBearer() != null) {
			return bearer(auth.getBearer());
		}
		if (auth.getApiKey() != null) {
			return apiKey(auth.getApiKey());
		}
		if (auth.getDigest() != null) {
			return digest(auth.getDigest());
		}
		if (auth.getNetrc() != null) {
			return netrc(auth.getNetrc());
		}
		return (auth.getOauth2() != null)
				? new OAuth2Mapper(this.session, this.origins, this.beanFactory).map(auth.getOauth2()) : null;
	}

	private Credentials basic(Basic basic) {
		requireOne("auth.basic.username", basic.getUsername(), basic.getUsernameFile());
		requireOne("auth.basic.password", basic.getPassword(), basic.getPasswordFile());
		if (basic.getUsernameFile() != null) {
			Path username = requireFile("auth.basic.username-file", basic.getUsernameFile());
			Path password = requireFile("auth.basic.password-file", basic.getPasswordFile());
			return read("auth.basic", () -> Credentials.basicFile(username, password));
		}
		String username = require("auth.basic.username", basic.getUsername());
		if (basic.getPasswordFile() != null) {
			Path password = requireFile("auth.basic.password-file", basic.getPasswordFile());
			return read("auth.basic.password-file", () -> Credentials.basicFile(username, password));
		}
		String password = requirePresent("auth.basic.password", basic.getPassword());
		return create("auth.basic", () -> Credentials.basic(username, password));
	}

	private Credentials bearer(Bearer bearer) {
		requireOne("auth.bearer.token", bearer.getToken(), bearer.getTokenFile());
		if (bearer.getTokenFile() != null) {
			Path file = requireFile("auth.bearer.token-file", bearer.getTokenFile());
			return read("auth.bearer.token-file", () -> Credentials.bearerFile(file));
		}
		String token = require("auth.bearer.token", bearer.getToken());
		return create("auth.bearer.token", () -> Credentials.bearer(token));
	}

	private Credentials apiKey(ApiKey apiKey) {
		String name = require("auth.api-key.name", apiKey.getName());
		String value = require("auth.api-key.value", apiKey.getValue());
		return create("auth.api-key", () -> (apiKey.getIn() == In.QUERY) ? Credentials.apiKeyQuery(name, value)
				: Credentials.apiKeyHeader(name, value));
	}

	private Credentials digest(Digest digest) {
		String username = require("auth.digest.username", digest.getUsername());
		String password = requirePresent("auth.digest.password", digest.getPassword());
		return create("auth.digest", () -> Credentials.digest(username, password));
	}

	private Credentials netrc(Netrc netrc) {
		Path file = requireFile("auth.netrc.file", netrc.getFile());
		return read("auth.netrc.file", () -> Credentials.netrc(file));
	}

	private void requireOneKind(AuthProperties auth) {
		List<String> kinds = new ArrayList<>();
		if (auth.getBasic() != null) {
			kinds.add("basic");
		}
		if (auth.getBearer() != null) {
			kinds.add("bearer");
		}
		if (auth.getApiKey() != null) {
			kinds.add("api-key");
		}
		if (auth.getDigest() != null) {
			kinds.add("digest");
		}
		if (auth.getNetrc() != null) {
			kinds.add("netrc");
		}
		if (auth.getOauth2() != null) {
			kinds.add("oauth2");
		}
		if (kinds.size() > 1) {
			throw this.origins.invalid(this.session, "auth",
					"has more than one kind of credentials: " + String.join(", ", kinds),
					"Keep one of them and remove the others.");
		}
	}

	private void requireOne(String key, @Nullable String value, @Nullable String file) {
		if (value != null && file != null) {
			throw this.origins.invalid(this.session, key, "is set, and so is " + key + "-file",
					"Keep one of them and remove the other.");
		}
	}

	private Path requireFile(String key, @Nullable String value) {
		try {
			return Path.of(require(key, value));
		}
		catch (InvalidPathException ex) {
			throw this.origins.invalid(this.session, key, "is not the path of a file", "Correct the value.");
		}
	}

	private String require(String key, @Nullable String value) {
		String present = requirePresent(key, value);
		if (present.isBlank()) {
			throw this.origins.invalid(this.session, key, "is empty", "Give it a value.");
		}
		return present;
	}

	private String requirePresent(String key, @Nullable String value) {
		if (value == null) {
			throw this.origins.invalid(this.session, key, "is missing", "Set it, or remove its block.");
		}
		String placeholder = UnbindableValue.unresolvedPlaceholder(value);
		if (placeholder != null) {
			throw this.origins.invalid(this.session, key, UnbindableValue.unresolvedFault(placeholder),
					UnbindableValue.unresolvedCure(placeholder));
		}
		return value;
	}

	private Credentials read(String key, Supplier<Credentials> credentials) {
		try {
			return credentials.get();
		}
		catch (IllegalArgumentException ex) {
			throw this.origins.invalid(this.session, key, "cannot be used. " + ex.getMessage(),
					"Correct the file or the path.");
		}
	}

	private Credentials create(String key, Supplier<Credentials> credentials) {
		try {
			return credentials.get();
		}
		catch (IllegalArgumentException ex) {
			throw this.origins.invalid(this.session, key, "cannot be sent: " + ex.getMessage(), "Correct the value.");
		}
	}

}
