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
import java.util.Map;
import java.util.function.Function;
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

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Maps the {@code auth} block to credentials. No message contains a secret.
 *
 * @param path the path of the session's keys
 * @param beanFactory may have beans that credentials need
 */
record CredentialsMapper(KeyPath path, ConfigurableListableBeanFactory beanFactory) {

	@Nullable Credentials map(AuthProperties auth) {
		Map<String, Supplier<@Nullable Credentials>> kinds = new LinkedHashMap<>();
		add(kinds, "basic", auth.basic(), this::basic);
		add(kinds, "bearer", auth.bearer(), this::bearer);
		add(kinds, "api-key", auth.apiKey(), this::apiKey);
		add(kinds, "digest", auth.digest(), this::digest);
		add(kinds, "netrc", auth.netrc(), this::netrc);
		add(kinds, "login", auth.login(), (login) -> new LoginMapper(this.path).map(login));
		add(kinds, "oauth2", auth.oauth2(), (oauth2) -> new OAuth2Mapper(this.path, this.beanFactory).map(oauth2));
		add(kinds, "aws", auth.aws(), this::aws);
		if (kinds.size() > 1) {
			throw this.path.invalid("auth",
					"has more than one kind of credentials: " + String.join(", ", kinds.keySet()),
					"Keep one of them and remove the others.");
		}
		return kinds.isEmpty() ? null : kinds.values().iterator().next().get();
	}

	private static <P> void add(Map<String, Supplier<@Nullable Credentials>> kinds, String kind, @Nullable P block,
			Function<P, @Nullable Credentials> mapper) {
		if (block != null) {
			kinds.put(kind, () -> mapper.apply(block));
		}
	}

	private Credentials basic(Basic basic) {
		requireOne("auth.basic.username", basic.username(), basic.usernameFile());
		requireOne("auth.basic.password", basic.password(), basic.passwordFile());
		if (basic.usernameFile() != null) {
			Path username = requireFile("auth.basic.username-file", basic.usernameFile());
			Path password = requireFile("auth.basic.password-file", basic.passwordFile());
			return read("auth.basic", () -> Credentials.basicFile(username, password));
		}
		String username = this.path.requireText("auth.basic.username", basic.username());
		if (basic.passwordFile() != null) {
			Path password = requireFile("auth.basic.password-file", basic.passwordFile());
			return read("auth.basic.password-file", () -> Credentials.basicFile(username, password));
		}
		String password = this.path.require("auth.basic.password", basic.password());
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
			throw this.path.invalid("auth.bearer.optional", "is set without auth.bearer.forward",
					"Set auth.bearer.forward to true, or remove the key.");
		}
		requireOne("auth.bearer.token", bearer.token(), bearer.tokenFile());
		if (bearer.tokenFile() != null) {
			Path file = requireFile("auth.bearer.token-file", bearer.tokenFile());
			return read("auth.bearer.token-file", () -> Credentials.bearerFile(file));
		}
		String token = this.path.requireText("auth.bearer.token", bearer.token());
		return create("auth.bearer.token", () -> Credentials.bearer(token));
	}

	private Credentials forwarded(Bearer bearer) {
		if (bearer.token() != null || bearer.tokenFile() != null) {
			throw this.path.invalid("auth.bearer.forward", "is set, and so is a token",
					"Keep one of them and remove the other.");
		}
		CallerToken token = this.beanFactory.getBeanProvider(CallerToken.class).getIfAvailable();
		if (token == null) {
			throw this.path.invalid("auth.bearer.forward",
					"needs Spring Security's OAuth 2.0 support, which is not on the class path",
					"Add the dependency org.springframework.boot:spring-boot-starter-security-oauth2-resource-server.");
		}
		return Credentials.forwardedBearer(token::get, Boolean.TRUE.equals(bearer.optional()));
	}

	private Credentials apiKey(ApiKey apiKey) {
		String name = this.path.requireText("auth.api-key.name", apiKey.name());
		String value = this.path.requireText("auth.api-key.value", apiKey.value());
		return create("auth.api-key", () -> (apiKey.in() == In.QUERY) ? Credentials.apiKeyQuery(name, value)
				: Credentials.apiKeyHeader(name, value));
	}

	private Credentials digest(Digest digest) {
		String username = this.path.requireText("auth.digest.username", digest.username());
		String password = this.path.require("auth.digest.password", digest.password());
		return create("auth.digest", () -> Credentials.digest(username, password));
	}

	private Credentials netrc(Netrc netrc) {
		Path file = requireFile("auth.netrc.file", netrc.file());
		return read("auth.netrc.file", () -> Credentials.netrc(file));
	}

	private Credentials aws(Aws aws) {
		if (!AwsAuthorization.isAvailable(this.beanFactory.getBeanClassLoader())) {
			throw this.path.invalid("auth.aws", "needs AWS' SDK, which is not on the class path",
					"Add the dependencies software.amazon.awssdk:auth and software.amazon.awssdk:http-auth-aws.");
		}
		String region = this.path.requireText("auth.aws.region", aws.region());
		String service = this.path.requireText("auth.aws.service", aws.service());
		if (aws.profile() == null) {
			return create("auth.aws", () -> Credentials.aws(region, service));
		}
		String profile = this.path.requireText("auth.aws.profile", aws.profile());
		return create("auth.aws", () -> Credentials.aws(region, service, profile));
	}

	private void requireOne(String key, @Nullable String value, @Nullable String file) {
		if (value != null && file != null) {
			throw this.path.invalid(key, "is set, and so is " + key + "-file",
					"Keep one of them and remove the other.");
		}
	}

	private Path requireFile(String key, @Nullable String value) {
		try {
			return Path.of(this.path.requireText(key, value));
		}
		catch (InvalidPathException ex) {
			throw this.path.invalid(key, "is not the path of a file", "Correct the value.");
		}
	}

	private Credentials read(String key, Supplier<Credentials> credentials) {
		return this.path.create(key, "cannot be used. ", "Correct the file or the path.", credentials);
	}

	private Credentials create(String key, Supplier<Credentials> credentials) {
		return this.path.create(key, "cannot be sent: ", "Correct the value.", credentials);
	}

}
