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

package dev.sessions.internal.oauth2;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;

import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.token.TokenAuthorization;
import dev.sessions.settings.OAuth2Settings;

import org.springframework.util.ClassUtils;

/**
 * A bearer token from a token endpoint. All users of one object share its token.
 */
public final class OAuth2Authorization extends TokenAuthorization {

	/**
	 * The class whose presence indicates Spring Security's OAuth 2.0 client.
	 */
	public static final String SPRING_SECURITY = "org.springframework.security.oauth2.client.endpoint"
			+ ".RestClientClientCredentialsTokenResponseClient";

	/**
	 * The class whose presence indicates that assertions can be signed.
	 */
	public static final String SPRING_SECURITY_JOSE = "org.springframework.security.oauth2.jwt.NimbusJwtEncoder";

	/**
	 * The classes any of which indicates that JSON, and thus a token, can be read.
	 */
	public static final List<String> JSON = List.of("tools.jackson.databind.json.JsonMapper",
			"com.fasterxml.jackson.databind.ObjectMapper", "com.google.gson.Gson", "jakarta.json.bind.Jsonb");

	private final OAuth2Settings settings;

	OAuth2Authorization(OAuth2Settings settings, Executor threads) {
		super(new TokenEndpoint(settings), threads);
		this.settings = settings;
	}

	/**
	 * Create an authorization that requests its first token on first use.
	 * @param settings the settings
	 * @return the authorization
	 * @throws IllegalStateException if a library is missing
	 */
	public static OAuth2Authorization of(OAuth2Settings settings) {
		require(List.of(SPRING_SECURITY), "OAuth 2.0 needs Spring Security's client",
				"org.springframework.security:spring-security-oauth2-client");
		requireJson();
		if (settings.clientKey() != null) {
			requireAssertions();
		}
		return new OAuth2Authorization(settings, (request) -> DaemonThread.start("sessions-oauth2", request));
	}

	/**
	 * Require the libraries that sign the assertions of a client with a key.
	 * @throws IllegalStateException if they are missing
	 */
	static void requireAssertions() {
		require(List.of(SPRING_SECURITY_JOSE), "private_key_jwt needs Spring Security's JOSE support",
				"org.springframework.security:spring-security-oauth2-jose");
	}

	/**
	 * Require a library that reads the responses of token endpoints.
	 * @throws IllegalStateException if there is none
	 */
	static void requireJson() {
		require(JSON, "OAuth 2.0 needs a library for JSON", "org.springframework.boot:spring-boot-starter-jackson");
	}

	private static void require(List<String> types, String need, String artifact) {
		ClassLoader classLoader = OAuth2Authorization.class.getClassLoader();
		if (types.stream().noneMatch((type) -> ClassUtils.isPresent(type, classLoader))) {
			throw new IllegalStateException(need + ": add " + artifact + " to the class path");
		}
	}

	@Override
	public Object user() {
		return this.settings;
	}

	@Override
	public String account() {
		return String.join(" ", "oauth2:", this.settings.tokenUri().toString(), this.settings.clientId(),
				String.join(",", new TreeSet<>(this.settings.scopes())), String.valueOf(this.settings.audience()));
	}

	@Override
	public String toString() {
		return "oauth2";
	}

}
