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

package dev.sessions.internal.call;

import java.net.URI;
import java.net.URISyntaxException;

import dev.sessions.internal.net.CanonicalPath;
import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.net.Origin;
import dev.sessions.internal.net.UriReference;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The URL prefix of a mount. Paths are compared in canonical form (RFC 3986, section
 * 6.2.2), case-sensitively, and by whole segments: {@code /reports} is the prefix of
 * {@code /reports}, {@code /reports/1} and {@code /reports?page=2}, but not of
 * {@code /reports-2}. A trailing slash of a prefix is ignored.
 *
 * @param origin the origin, or {@code null} for that of the base URL
 * @param path the path without a trailing slash, relative to that of the base URL if
 * there is no origin
 */
public record MountPrefix(@Nullable Origin origin, String path) {

	/**
	 * Parse a prefix.
	 * @param text a path that starts with a slash, or an absolute http(s) URL
	 * @return the prefix
	 * @throws IllegalArgumentException if it is neither; the message omits the text,
	 * which may contain a secret
	 */
	public static MountPrefix parse(String text) {
		UriReference prefix;
		try {
			prefix = UriReference.parse(new URI(text.trim()).toString());
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("The prefix of a mount is not a valid path or URL");
		}
		HostAndPort authority = prefix.authority();
		if ((authority != null && authority.hasUserInfo()) || prefix.query() != null || prefix.fragment() != null) {
			throw new IllegalArgumentException("The prefix of a mount must not have a user name, query or fragment");
		}
		boolean isPath = prefix.scheme() == null && authority == null && prefix.path().startsWith("/");
		boolean isUrl = prefix.scheme() != null && authority != null;
		if (!isPath && !isUrl) {
			throw new IllegalArgumentException("The prefix of a mount is either a path that starts with /, such as "
					+ "/reports, or an absolute http(s) URL with a host, such as https://files.example.org");
		}
		return new MountPrefix(isUrl ? Origin.of(prefix.toUri()) : null, withoutSlash(CanonicalPath.of(prefix.path())));
	}

	private static String withoutSlash(@Nullable String path) {
		String without = (path != null) ? path : "";
		while (without.endsWith("/")) {
			without = without.substring(0, without.length() - 1);
		}
		return without;
	}

	/**
	 * Resolves this prefix against the base URL.
	 * @param baseUrl the base URL of the session, or {@code null} for none
	 * @return the absolute prefix
	 * @throws IllegalArgumentException if this prefix is a path and there is no base URL
	 */
	MountPrefix below(@Nullable URI baseUrl) {
		if (this.origin != null) {
			return this;
		}
		if (baseUrl == null) {
			throw new IllegalArgumentException(
					"The mount " + this + " is a path, but the session has no base URL to append it to");
		}
		return new MountPrefix(Origin.of(baseUrl), withoutSlash(CanonicalPath.of(baseUrl.getRawPath())) + this.path);
	}

	/**
	 * Whether a request matches this prefix. Allocates nothing.
	 * @param target the target host
	 * @param pathAndQuery the path and query
	 * @return whether it does
	 */
	boolean matches(HttpHost target, String pathAndQuery) {
		int end = this.path.length();
		if (!pathAndQuery.startsWith(this.path)) {
			return false;
		}
		boolean ends = pathAndQuery.length() == end || pathAndQuery.charAt(end) == '/'
				|| pathAndQuery.charAt(end) == '?';
		return ends && this.origin != null && this.origin.is(target);
	}

	@Override
	public String toString() {
		return ((this.origin != null) ? this.origin.toString() : "") + (this.path.isEmpty() ? "/" : this.path);
	}

}
