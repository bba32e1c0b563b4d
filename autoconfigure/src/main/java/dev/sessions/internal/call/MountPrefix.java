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
 * Where a mount stands. A path is compared in its one spelling (RFC 3986, section 6.2.2),
 * letter by letter, up to the end of a segment: {@code /reports} is the prefix of
 * {@code /reports}, {@code /reports/1} and {@code /reports?page=2}, and not of
 * {@code /reports-2}. A slash at the end of a prefix makes no difference.
 *
 * @param origin the origin, or {@code null} for that of the base URL
 * @param path the path without a slash at its end; below the base URL's if there is no
 * origin
 */
public record MountPrefix(@Nullable Origin origin, String path) {

	/**
	 * Read a prefix.
	 * @param text a path that starts with a slash, or an absolute http(s) URL
	 * @return the prefix
	 * @throws IllegalArgumentException if it is neither; the message does not show it, as
	 * there may be a secret in it
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
	 * This prefix with an origin.
	 * @param baseUrl the base URL of the session, or {@code null} for none
	 * @return the absolute prefix
	 * @throws IllegalArgumentException if it is a path and there is no base URL
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
	 * Whether a request falls under this prefix. Allocates nothing.
	 * @param target the host it goes to
	 * @param pathAndQuery what it asks for there
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
