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
 * The {@code proxy} block.
 */
public final class ProxyProperties {

	/**
	 * The proxy as scheme://host[:port]: http, https, socks5 or socks5h.
	 */
	private @Nullable String url;

	/**
	 * User name for the proxy, without a colon.
	 */
	private @Nullable String username;

	/**
	 * Password for the proxy.
	 */
	private @Nullable String password;

	/**
	 * Targets that need no proxy.
	 */
	private @Nullable Set<String> noProxy;

	/**
	 * Whether what is not set here is taken from HTTP_PROXY and the like.
	 */
	private @Nullable Boolean fromEnvironment;

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

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

	public @Nullable Set<String> getNoProxy() {
		return this.noProxy;
	}

	public void setNoProxy(@Nullable Set<String> noProxy) {
		this.noProxy = noProxy;
	}

	public @Nullable Boolean getFromEnvironment() {
		return this.fromEnvironment;
	}

	public void setFromEnvironment(@Nullable Boolean fromEnvironment) {
		this.fromEnvironment = fromEnvironment;
	}

}
