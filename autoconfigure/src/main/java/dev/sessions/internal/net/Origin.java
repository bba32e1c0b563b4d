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

package dev.sessions.internal.net;

import java.net.URI;
import java.util.Locale;

import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * An origin (RFC 6454): scheme, host and port. The default port is filled in and letters
 * are in lower case, so that equal origins are equal objects.
 *
 * @param scheme http or https
 * @param host the host in lower case and in ASCII
 * @param port the port
 */
public record Origin(String scheme, String host, int port) {

	private static final String FORM = "An allowed origin must be written as http(s)://host[:port]";

	/**
	 * Return the origin of a URI.
	 * @param uri an absolute http(s) URI with a host
	 * @return the origin
	 * @throws IllegalArgumentException if the URI has no origin
	 */
	public static Origin of(URI uri) {
		Origin origin = find(uri);
		if (origin == null) {
			throw new IllegalArgumentException(FORM);
		}
		return origin;
	}

	/**
	 * Parse an origin of the form {@code scheme://host[:port]}.
	 * @param text the text
	 * @return the origin
	 * @throws IllegalArgumentException if the text has another form
	 */
	public static Origin parse(String text) {
		try {
			UriReference uri = UriReference.parse(text);
			HostAndPort authority = uri.authority();
			boolean bare = uri.query() == null && uri.fragment() == null
					&& (uri.path().isEmpty() || uri.path().equals("/"));
			Origin origin = (bare && authority != null && !authority.hasUserInfo()) ? of(uri.scheme(), authority)
					: null;
			if (origin != null) {
				return origin;
			}
		}
		catch (IllegalArgumentException ex) {
			// reported below, without the text, which may contain a secret
		}
		throw new IllegalArgumentException(FORM);
	}

	/**
	 * Return the origin of a URI, if it has one.
	 * @param uri any URI
	 * @return the origin, or {@code null} if the URI has no origin or contains user info
	 */
	public static @Nullable Origin find(URI uri) {
		try {
			HostAndPort authority = HostAndPort.of(uri);
			return (authority != null && !authority.hasUserInfo()) ? of(uri.getScheme(), authority) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable Origin of(@Nullable String scheme, HostAndPort authority) {
		if (scheme == null) {
			return null;
		}
		String lowerScheme = scheme.toLowerCase(Locale.ROOT);
		int defaultPort = DefaultPort.of(lowerScheme);
		if (defaultPort < 0) {
			return null;
		}
		return new Origin(lowerScheme, authority.host().toLowerCase(Locale.ROOT),
				(authority.port() < 0) ? defaultPort : authority.port());
	}

	/**
	 * Return whether the target of a route has this origin. Allocates nothing.
	 * @param target the target
	 * @return whether the origins are equal
	 */
	public boolean is(HttpHost target) {
		return this.port == DefaultPort.orPortOf(target) && this.scheme.equalsIgnoreCase(target.getSchemeName())
				&& this.host.equalsIgnoreCase(HostName.of(target));
	}

	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ":" + this.port;
	}

}
