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
 * The {@code auth} block: one kind of credentials, and where they may be sent.
 */
public final class AuthProperties {

	/**
	 * User name and password (RFC 7617).
	 */
	private @Nullable Basic basic;

	/**
	 * A bearer token (RFC 6750).
	 */
	private @Nullable Bearer bearer;

	/**
	 * An API key in a header or in the query.
	 */
	private @Nullable ApiKey apiKey;

	/**
	 * User name and password for digest authentication (RFC 7616).
	 */
	private @Nullable Digest digest;

	/**
	 * A netrc file.
	 */
	private @Nullable Netrc netrc;

	/**
	 * Access tokens by the client credentials grant of OAuth 2.0 (RFC 6749).
	 */
	private @Nullable OAuth2Properties oauth2;

	/**
	 * Origins that may get the credentials besides the base URL's.
	 */
	private @Nullable Set<String> allowedOrigins;

	public @Nullable Basic getBasic() {
		return this.basic;
	}

	public void setBasic(@Nullable Basic basic) {
		this.basic = basic;
	}

	public @Nullable Bearer getBearer() {
		return this.bearer;
	}

	public void setBearer(@Nullable Bearer bearer) {
		this.bearer = bearer;
	}

	public @Nullable ApiKey getApiKey() {
		return this.apiKey;
	}

	public void setApiKey(@Nullable ApiKey apiKey) {
		this.apiKey = apiKey;
	}

	public @Nullable Digest getDigest() {
		return this.digest;
	}

	public void setDigest(@Nullable Digest digest) {
		this.digest = digest;
	}

	public @Nullable Netrc getNetrc() {
		return this.netrc;
	}

	public void setNetrc(@Nullable Netrc netrc) {
		this.netrc = netrc;
	}

	public @Nullable OAuth2Properties getOauth2() {
		return this.oauth2;
	}

	public void setOauth2(@Nullable OAuth2Properties oauth2) {
		this.oauth2 = oauth2;
	}

	public @Nullable Set<String> getAllowedOrigins() {
		return this.allowedOrigins;
	}

	public void setAllowedOrigins(@Nullable Set<String> allowedOrigins) {
		this.allowedOrigins = allowedOrigins;
	}

	/**
	 * The {@code auth.basic} block.
	 */
	public static final class Basic {

		/**
		 * User name, without a colon.
		 */
		private @Nullable String username;

		/**
		 * Password.
		 */
		private @Nullable String password;

		/**
		 * File with the user name, in place of it.
		 */
		private @Nullable String usernameFile;

		/**
		 * File with the password, in place of it.
		 */
		private @Nullable String passwordFile;

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

		public @Nullable String getUsernameFile() {
			return this.usernameFile;
		}

		public void setUsernameFile(@Nullable String usernameFile) {
			this.usernameFile = usernameFile;
		}

		public @Nullable String getPasswordFile() {
			return this.passwordFile;
		}

		public void setPasswordFile(@Nullable String passwordFile) {
			this.passwordFile = passwordFile;
		}

	}

	/**
	 * The {@code auth.bearer} block.
	 */
	public static final class Bearer {

		/**
		 * The token.
		 */
		private @Nullable String token;

		/**
		 * File with the token, in place of it.
		 */
		private @Nullable String tokenFile;

		public @Nullable String getToken() {
			return this.token;
		}

		public void setToken(@Nullable String token) {
			this.token = token;
		}

		public @Nullable String getTokenFile() {
			return this.tokenFile;
		}

		public void setTokenFile(@Nullable String tokenFile) {
			this.tokenFile = tokenFile;
		}

	}

	/**
	 * The {@code auth.api-key} block.
	 */
	public static final class ApiKey {

		/**
		 * Name of the header or query parameter.
		 */
		private @Nullable String name;

		/**
		 * The key.
		 */
		private @Nullable String value;

		/**
		 * Where the key is sent.
		 */
		private @Nullable In in;

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public @Nullable String getValue() {
			return this.value;
		}

		public void setValue(@Nullable String value) {
			this.value = value;
		}

		public @Nullable In getIn() {
			return this.in;
		}

		public void setIn(@Nullable In in) {
			this.in = in;
		}

	}

	/**
	 * The {@code auth.digest} block.
	 */
	public static final class Digest {

		/**
		 * User name.
		 */
		private @Nullable String username;

		/**
		 * Password.
		 */
		private @Nullable String password;

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

	}

	/**
	 * The {@code auth.netrc} block.
	 */
	public static final class Netrc {

		/**
		 * The file.
		 */
		private @Nullable String file;

		public @Nullable String getFile() {
			return this.file;
		}

		public void setFile(@Nullable String file) {
			this.file = file;
		}

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
