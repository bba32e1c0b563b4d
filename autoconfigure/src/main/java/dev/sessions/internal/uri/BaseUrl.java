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

package dev.sessions.internal.uri;

import java.net.URI;

import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.internal.net.UriReference;
import org.apache.hc.core5.http.HttpHost;

/**
 * The base URL of a session, to which relative paths are appended. Immutable.
 */
public final class BaseUrl {

	private final RequestTarget target;

	private final String path;

	private final String prefix;

	/**
	 * Split a base URL into target and path.
	 * @param url the URL
	 * @throws IllegalArgumentException if it is not an http(s) URL with a host and
	 * without user info; the message does not contain it
	 */
	public BaseUrl(URI url) {
		this.target = RequestTarget.of(url);
		this.path = PathAndQuery.of(url);
		this.prefix = this.target.origin() + withoutSlash(this.path);
	}

	/**
	 * Remove the last slash of a URL or path, because the next path begins with one.
	 * @param path the URL or path
	 * @return the URL or path without it
	 */
	public static String withoutSlash(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	/**
	 * Return the part of an absolute template that is relative to the base URL, as
	 * callers of a session write it.
	 * @param template the absolute template of Spring's clients
	 * @return the template without the base URL, or unchanged if it is not below it
	 */
	public String withoutBase(String template) {
		int end = this.prefix.length();
		boolean below = template.startsWith(this.prefix)
				&& (template.length() == end || "/?".indexOf(template.charAt(end)) >= 0);
		return below ? template.substring(end) : template;
	}

	/**
	 * Parse a base URL.
	 * @param text the text
	 * @return the URL in ASCII: its host in Punycode, illegal characters of its path
	 * percent-encoded
	 * @throws IllegalArgumentException if it is not a valid base URL; the message
	 * contains no part of it that may be secret
	 */
	public static URI parse(String text) {
		UriReference url = read(text);
		if (!"http".equals(url.scheme()) && !"https".equals(url.scheme())) {
			throw new IllegalArgumentException("base-url must be absolute and start with http:// or https://");
		}
		HostAndPort authority = url.authority();
		if (authority == null) {
			throw new IllegalArgumentException("base-url has no valid host");
		}
		if (authority.hasUserInfo()) {
			throw new IllegalArgumentException("base-url must not contain a user name or password; use auth.basic");
		}
		if (url.query() != null) {
			throw new IllegalArgumentException("base-url must not have a query; use params");
		}
		if (url.fragment() != null) {
			throw new IllegalArgumentException("base-url must not have a fragment");
		}
		return url.toUri();
	}

	private static UriReference read(String text) {
		try {
			return UriReference.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("base-url is not a valid URL: " + ex.getMessage());
		}
	}

	/**
	 * Return the host of the base URL.
	 * @return the target
	 */
	public RequestTarget target() {
		return this.target;
	}

	/**
	 * Return whether an absolute URI has the origin of the base URL, in the same
	 * spelling.
	 * @param uri the URI
	 * @return whether the origins are equal
	 */
	public boolean isTargetOf(URI uri) {
		HttpHost host = this.target.host();
		return uri.getRawUserInfo() == null && host.getHostName().equals(uri.getHost())
				&& host.getPort() == uri.getPort() && host.getSchemeName().equals(uri.getScheme());
	}

	/**
	 * Append a path to that of the base URL. The host never changes.
	 * @param pathAndQuery the path with its query, encoded; may be empty
	 * @return the path and query to request
	 */
	public String append(String pathAndQuery) {
		if (pathAndQuery.isEmpty() || pathAndQuery.charAt(0) == '?') {
			return (this.path.isEmpty() ? "/" : this.path) + pathAndQuery;
		}
		boolean baseSlash = this.path.endsWith("/");
		boolean slash = pathAndQuery.charAt(0) == '/';
		if (baseSlash && slash) {
			return this.path.substring(0, this.path.length() - 1) + pathAndQuery;
		}
		return this.path + ((baseSlash || slash) ? "" : "/") + pathAndQuery;
	}

}
