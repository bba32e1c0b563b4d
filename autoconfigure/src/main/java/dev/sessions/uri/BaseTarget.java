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

package dev.sessions.uri;

import java.net.URI;

import dev.sessions.transport.ExchangeTarget;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Where the paths of a session lead: its base URL taken apart. Immutable.
 */
public final class BaseTarget {

	private final @Nullable ExchangeTarget target;

	private final String basePath;

	private final String session;

	/**
	 * Take a base URL apart.
	 * @param session the name of the session, for messages
	 * @param baseUrl the base URL, or {@code null} if the session has none
	 * @throws IllegalArgumentException if it is not an http(s) URL with a host and
	 * without user info; the message does not show it
	 */
	public BaseTarget(String session, @Nullable URI baseUrl) {
		this.session = session;
		this.target = (baseUrl != null) ? Targets.of(baseUrl) : null;
		this.basePath = (baseUrl != null) ? Targets.pathAndQuery(baseUrl) : "";
	}

	/**
	 * The host of the base URL.
	 * @return the target
	 * @throws IllegalArgumentException if the session has no base URL
	 */
	public ExchangeTarget target() {
		if (this.target == null) {
			throw new IllegalArgumentException("Session '" + this.session
					+ "' has no base URL, so it can request absolute URLs only; set sessions." + this.session
					+ ".base-url");
		}
		return this.target;
	}

	/**
	 * Whether an absolute URI leads to the host of the base URL, written in the same way.
	 * @param uri the URI
	 * @return whether it does; never without a base URL
	 */
	public boolean isTargetOf(URI uri) {
		if (this.target == null || uri.getRawUserInfo() != null) {
			return false;
		}
		HttpHost host = this.target.host();
		return host.getHostName().equals(uri.getHost()) && host.getPort() == uri.getPort()
				&& host.getSchemeName().equals(uri.getScheme());
	}

	/**
	 * Append a path to that of the base URL. Whatever it begins with, the host stays.
	 * @param pathAndQuery the path with its query, encoded; may be empty
	 * @return the path and query to request
	 */
	public String append(String pathAndQuery) {
		if (pathAndQuery.isEmpty() || pathAndQuery.charAt(0) == '?') {
			return (this.basePath.isEmpty() ? "/" : this.basePath) + pathAndQuery;
		}
		boolean baseSlash = this.basePath.endsWith("/");
		boolean slash = pathAndQuery.charAt(0) == '/';
		if (baseSlash && slash) {
			return this.basePath.substring(0, this.basePath.length() - 1) + pathAndQuery;
		}
		return this.basePath + ((baseSlash || slash) ? "" : "/") + pathAndQuery;
	}

}
