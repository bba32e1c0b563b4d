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

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The {@code auth} block: one kind of credentials, and the origins that receive them.
 *
 * @param enabled Whether credentials are sent. With false, inherited ones are not.
 * @param basic Basic authentication (RFC 7617).
 * @param bearer A bearer token (RFC 6750).
 * @param apiKey An API key in a header or in the query.
 * @param digest Digest authentication (RFC 7616).
 * @param netrc Basic authentication with the entries of a netrc file.
 * @param oauth2 Access tokens of OAuth 2.0 (RFC 6749), of a client or of its users.
 * @param login A login that the session makes by itself.
 * @param aws Signatures of AWS (Signature Version 4).
 * @param allowedOrigins Origins, each as scheme://host[:port], that receive the
 * credentials in addition to the base URL's.
 */
record AuthProperties(@Nullable Boolean enabled, @Nullable Basic basic, @Nullable Bearer bearer,
		@Nullable ApiKey apiKey, @Nullable Digest digest, @Nullable Netrc netrc,
		@NestedConfigurationProperty @Nullable OAuth2Properties oauth2,
		@NestedConfigurationProperty @Nullable LoginProperties login, @Nullable Aws aws,
		@Nullable Set<String> allowedOrigins) {

	/**
	 * The {@code auth.basic} block.
	 *
	 * @param username User name, without a colon.
	 * @param password Password.
	 * @param usernameFile Path of a file with the user name, instead of username.
	 * Requires password-file.
	 * @param passwordFile Path of a file with the password, instead of password. Read
	 * again when it changes.
	 */
	public record Basic(@Nullable String username, @Nullable String password, @Nullable String usernameFile,
			@Nullable String passwordFile) {

		@Override
		public String toString() {
			return "Basic[******]";
		}

	}

	/**
	 * The {@code auth.bearer} block.
	 *
	 * @param token Bearer token.
	 * @param tokenFile Path of a file with the bearer token, instead of token. Read again
	 * when it changes.
	 * @param forward Whether the token of the request that is being served is passed on,
	 * instead of token.
	 * @param optional Whether calls are sent without credentials while no request with a
	 * token is served. Requires forward.
	 */
	public record Bearer(@Nullable String token, @Nullable String tokenFile, @Nullable Boolean forward,
			@Nullable Boolean optional) {

		@Override
		public String toString() {
			return "Bearer[******]";
		}

	}

	/**
	 * The {@code auth.api-key} block.
	 *
	 * @param name Name of the header or query parameter that the API key is sent in.
	 * @param value API key.
	 * @param in Where the API key is sent: header or query.
	 */
	public record ApiKey(@Nullable String name, @Nullable String value, @Nullable In in) {

		@Override
		public String toString() {
			return "ApiKey[******]";
		}

	}

	/**
	 * The {@code auth.digest} block.
	 *
	 * @param username User name.
	 * @param password Password.
	 */
	public record Digest(@Nullable String username, @Nullable String password) {

		@Override
		public String toString() {
			return "Digest[******]";
		}

	}

	/**
	 * The {@code auth.netrc} block.
	 *
	 * @param file Path of a netrc file. Read again when it changes.
	 */
	public record Netrc(@Nullable String file) {

	}

	/**
	 * The {@code auth.aws} block.
	 *
	 * @param region Region that requests are signed for, such as eu-central-1.
	 * @param service Name of the service in signatures, such as s3 or execute-api.
	 * @param profile Profile of the credentials, instead of the default one.
	 */
	public record Aws(@Nullable String region, @Nullable String service, @Nullable String profile) {

	}

	/**
	 * Where an API key is sent.
	 */
	public enum In {

		/**
		 * In a header.
		 */
		HEADER,

		/**
		 * In the query.
		 */
		QUERY

	}

}
