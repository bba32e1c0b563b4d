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

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sessions.log.LogDetail;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured under a session's name. A property that is {@code null} was not
 * set.
 */
public final class SessionProperties extends TransportProperties {

	/**
	 * Absolute http(s) URL that paths are appended to.
	 */
	private @Nullable String baseUrl;

	/**
	 * Headers sent with each request that does not set them itself.
	 */
	private @Nullable Map<String, List<String>> headers;

	/**
	 * Query parameters sent with each request that does not set them itself.
	 */
	private @Nullable Map<String, List<String>> params;

	/**
	 * What the session proves its identity with.
	 */
	private final AuthProperties auth = new AuthProperties();

	/**
	 * The cookie jar.
	 */
	private final CookieProperties cookies = new CookieProperties();

	/**
	 * What requests below a prefix have otherwise: a path under the base URL, or an
	 * absolute URL.
	 */
	private @Nullable Map<String, TransportProperties> mounts;

	/**
	 * Hosts that the session may reach besides the base URL's.
	 */
	private @Nullable Set<String> allowedHosts;

	/**
	 * Whether only public addresses are connected to.
	 */
	private @Nullable Boolean blockPrivateAddresses;

	/**
	 * How much of each call is logged, without secrets.
	 */
	private @Nullable LogDetail log;

	/**
	 * The health of the API.
	 */
	private final HealthProperties health = new HealthProperties();

	/**
	 * Whether this session is the one injected where none is named.
	 */
	private @Nullable Boolean primary;

	public @Nullable String getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(@Nullable String baseUrl) {
		this.baseUrl = baseUrl;
	}

	public @Nullable Map<String, List<String>> getHeaders() {
		return this.headers;
	}

	public void setHeaders(@Nullable Map<String, List<String>> headers) {
		this.headers = headers;
	}

	public @Nullable Map<String, List<String>> getParams() {
		return this.params;
	}

	public void setParams(@Nullable Map<String, List<String>> params) {
		this.params = params;
	}

	public AuthProperties getAuth() {
		return this.auth;
	}

	public CookieProperties getCookies() {
		return this.cookies;
	}

	public @Nullable Map<String, TransportProperties> getMounts() {
		return this.mounts;
	}

	public void setMounts(@Nullable Map<String, TransportProperties> mounts) {
		this.mounts = mounts;
	}

	public @Nullable Set<String> getAllowedHosts() {
		return this.allowedHosts;
	}

	public void setAllowedHosts(@Nullable Set<String> allowedHosts) {
		this.allowedHosts = allowedHosts;
	}

	public @Nullable Boolean getBlockPrivateAddresses() {
		return this.blockPrivateAddresses;
	}

	public void setBlockPrivateAddresses(@Nullable Boolean blockPrivateAddresses) {
		this.blockPrivateAddresses = blockPrivateAddresses;
	}

	public @Nullable LogDetail getLog() {
		return this.log;
	}

	public void setLog(@Nullable LogDetail log) {
		this.log = log;
	}

	public HealthProperties getHealth() {
		return this.health;
	}

	public @Nullable Boolean getPrimary() {
		return this.primary;
	}

	public void setPrimary(@Nullable Boolean primary) {
		this.primary = primary;
	}

}
