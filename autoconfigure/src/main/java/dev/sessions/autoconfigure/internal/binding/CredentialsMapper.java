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

package dev.sessions.autoconfigure.internal.binding;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.sessions.Credentials;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.ApiKey;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.Aws;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.Basic;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.Bearer;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.Digest;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.In;
import dev.sessions.autoconfigure.internal.binding.AuthProperties.Netrc;
import dev.sessions.internal.aws.AwsAuthorization;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Maps the {@code auth} block to credentials. No message contains a secret.
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
		if (auth.basic() != null) {
			return basic(auth.basic());
		}
		if (auth.bearer() != null) {
			return bearer(auth.bearer());
		}
		if (auth.apiKey() != null) {
			return apiKey(auth.apiKey());
		}
		if (auth.digest() != null) {
			return digest(auth.digest());
		}
		if (auth.netrc() != null) {
			return netrc(auth.netrc());
		}
		if (auth.login() != null) {
			return new LoginMapper(this.session, this.origins).map(auth.login());
		}
		if (auth.aws() != null) {
			return aws(auth.aws());
		}
		return (auth.oauth2() != null)
				? new OAuth2Mapper(this.session, this.origins, this.beanFactory).map(auth.oauth2()) : null;
	}

	private Credentials basic(Basic basic) {
		requireOne("auth.basic.username", basic.username(), basic.usernameFile());
		requireOne("auth.basic.password", basic.password(), basic.passwordFile());
		if (basic.usernameFile() != null) {
			Path username = requireFile("auth.basic.username-file", basic.usernameFile());
			Path password = requireFile("auth.basic.password-file", basic.passwordFile());
			return read("auth.basic", () -> Credentials.basicFile(username, password));
		}
		String username = require("auth.basic.username", basic.username());
		if (basic.passwordFile() != null) {
			Path password = requireFile("auth.basic.password-file", basic.passwordFile());
			return read("auth.basic.password-file", () -> Credentials.basicFile(username, password));
		}
		String password = requirePresent("auth.basic.password", basic.password());
		return create("auth.basic", () -> Credentials.basic(username, password));
	}

	/**
	 * A token, a forwarded one, or none where an inherited key forwards it.
	 */
	private @Nullable Credentials bearer(Bearer bearer) {
		if (Boolean.TRUE.equals(bearer.forward())) {
			return forwarded(bearer);
		}
		if (bearer.forward() != null && bearer.token() == null && bearer.tokenFile() == null) {
			return null;
		}
		if (bearer.optional() != null) {
			throw this.origins.invalid(this.session, "auth.bearer.optional", "is set without auth.bearer.forward",
					"Set auth.bearer.forward to true, or remove the key.");
		}
		requireOne("auth.bearer.token", bearer.token(), bearer.tokenFile());
		if (bearer.tokenFile() != null) {
			Path file = requireFile("auth.bearer.token-file", bearer.tokenFile());
			return read("auth.bearer.token-file", () -> Credentials.bearerFile(file));
		}
		String token = require("auth.bearer.token", bearer.token());
		return create("auth.bearer.token", () -> Credentials.bearer(token));
	}

	private Credentials forwarded(Bearer bearer) {
		if (bearer.token() != null || bearer.tokenFile() != null) {
			throw this.origins.invalid(this.session, "auth.bearer.forward", "is set, and so is a token",
					"Keep one of them and remove the other.");
		}
		CallerToken token = this.beanFactory.getBeanProvider(CallerToken.class).getIfAvailable();
		if (token == null) {
			throw this.origins.invalid(this.session, "auth.bearer.forward",
					"needs Spring Security's OAuth 2.0 support, which is not on the class path",
					"Add the dependency org.springframework.boot:spring-boot-starter-security-oauth2-resource-server.");
		}
		return Credentials.forwardedBearer(token::get, Boolean.TRUE.equals(bearer.optional()));
	}

	private Credentials apiKey(ApiKey apiKey) {
		String name = require("auth.api-key.name", apiKey.name());
		String value = require("auth.api-key.value", apiKey.value());
		return create("auth.api-key", () -> (apiKey.in() == In.QUERY) ? Credentials.apiKeyQuery(name, value)
				: Credentials.apiKeyHeader(name, value));
	}

	private Credentials digest(Digest digest) {
		String username = require("auth.digest.username", digest.username());
		String password = requirePresent("auth.digest.password", digest.password());
		return create("auth.digest", () -> Credentials.digest(username, password));
	}

	private Credentials netrc(Netrc netrc) {
		Path file = requireFile("auth.netrc.file", netrc.file());
		return read("auth.netrc.file", () -> Credentials.netrc(file));
	}

	private Credentials aws(Aws aws) {
		ClassLoader classLoader = (this.beanFactory instanceof ConfigurableBeanFactory configurable)
				? configurable.getBeanClassLoader() : null;
		if (!AwsAuthorization.isAvailable(classLoader)) {
			throw this.origins.invalid(this.session, "auth.aws", "needs AWS' SDK, which is not on the class path",
					"Add the dependencies software.amazon.awssdk:auth and software.amazon.awssdk:http-auth-aws.");
		}
		String region = require("auth.aws.region", aws.region());
		String service = require("auth.aws.service", aws.service());
		if (aws.profile() == null) {
			return create("auth.aws", () -> Credentials.aws(region, service));
		}
		String profile = require("auth.aws.profile", aws.profile());
		return create("auth.aws", () -> Credentials.aws(region, service, profile));
	}

	private void requireOneKind(AuthProperties auth) {
		Map<String, @Nullable Object> blocks = new LinkedHashMap<>();
		blocks.put("basic", auth.basic());
		blocks.put("bearer", auth.bearer());
		blocks.put("api-key", auth.apiKey());
		blocks.put("digest", auth.digest());
		blocks.put("netrc", auth.netrc());
		blocks.put("login", auth.login());
		blocks.put("oauth2", auth.oauth2());
		blocks.put("aws", auth.aws());
		List<String> kinds = blocks.keySet().stream().filter((kind) -> blocks.get(kind) != null).toList();
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
