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

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The {@code auth.oauth2} block.
 */
public final class OAuth2Properties {

	/**
	 * Token endpoint, an https URL.
	 */
	private @Nullable String tokenUri;

	/**
	 * Id of the client.
	 */
	private @Nullable String clientId;

	/**
	 * Secret of the client.
	 */
	private @Nullable String clientSecret;

	/**
	 * Scopes to ask for.
	 */
	private @Nullable Set<String> scopes;

	/**
	 * Audience to ask for, which not all servers know.
	 */
	private @Nullable String audience;

	/**
	 * Id of a client declared under spring.security.oauth2.client.registration, in place
	 * of the other keys.
	 */
	private @Nullable String registration;

	public @Nullable String getTokenUri() {
		return this.tokenUri;
	}

	public void setTokenUri(@Nullable String tokenUri) {
		this.tokenUri = tokenUri;
	}

	public @Nullable String getClientId() {
		return this.clientId;
	}

	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	public @Nullable String getClientSecret() {
		return this.clientSecret;
	}

	public void setClientSecret(@Nullable String clientSecret) {
		this.clientSecret = clientSecret;
	}

	public @Nullable Set<String> getScopes() {
		return this.scopes;
	}

	public void setScopes(@Nullable Set<String> scopes) {
		this.scopes = scopes;
	}

	public @Nullable String getAudience() {
		return this.audience;
	}

	public void setAudience(@Nullable String audience) {
		this.audience = audience;
	}

	public @Nullable String getRegistration() {
		return this.registration;
	}

	public void setRegistration(@Nullable String registration) {
		this.registration = registration;
	}

}
