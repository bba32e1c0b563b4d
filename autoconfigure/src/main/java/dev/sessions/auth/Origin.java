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

package dev.sessions.auth;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The origin of RFC 6454: scheme, host and port, with the scheme's default port spelt out
 * and letters in lower case, so that equal origins are equal objects.
 *
 * @param scheme http or https
 * @param host the host in lower case
 * @param port the port
 */
public record Origin(String scheme, String host, int port) {

	private static final String FORM = "An allowed origin must be written as http(s)://host[:port]";

	/**
	 * The origin of a URI.
	 * @param uri an absolute http(s) URI with a host
	 * @return the origin
	 * @throws IllegalArgumentException if it has none
	 */
	public static Origin of(URI uri) {
		Origin origin = find(uri);
		if (origin == null) {
			throw new IllegalArgumentException(FORM);
		}
		return origin;
	}

	/**
	 * The origin written as {@code scheme://host[:port]}.
	 * @param text the text
	 * @return the origin
	 * @throws IllegalArgumentException if it is not of that form
	 */
	public static Origin parse(String text) {
		try {
			URI uri = new URI(text.trim());
			boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
					&& (uri.getRawPath() == null || uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
			if (bare) {
				return of(uri);
			}
		}
		catch (URISyntaxException ex) {
			// answered below, without the text, which may hold a secret
		}
		throw new IllegalArgumentException(FORM);
	}

	static @Nullable Origin find(URI uri) {
		return of(uri.getScheme(), uri.getHost(), uri.getPort());
	}

	private static @Nullable Origin of(@Nullable String scheme, @Nullable String host, int port) {
		if (scheme == null || host == null || host.isEmpty()) {
			return null;
		}
		String lowerScheme = scheme.toLowerCase(Locale.ROOT);
		int defaultPort = switch (lowerScheme) {
			case "http" -> 80;
			case "https" -> 443;
			default -> -1;
		};
		if (defaultPort < 0) {
			return null;
		}
		return new Origin(lowerScheme, host.toLowerCase(Locale.ROOT), (port < 0) ? defaultPort : port);
	}

	/**
	 * Whether a route's target is this origin. Allocates nothing.
	 * @param target the target
	 * @return whether it is
	 */
	public boolean is(HttpHost target) {
		int targetPort = target.getPort();
		if (targetPort < 0) {
			targetPort = "https".equalsIgnoreCase(target.getSchemeName()) ? 443 : 80;
		}
		return this.port == targetPort && this.scheme.equalsIgnoreCase(target.getSchemeName())
				&& this.host.equalsIgnoreCase(ascii(target.getHostName()));
	}

	/**
	 * HttpClient shows an internationalized name in its own letters, a URI holds it in
	 * ASCII.
	 */
	static String ascii(String host) {
		for (int i = 0; i < host.length(); i++) {
			if (host.charAt(i) > 127) {
				return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
			}
		}
		return host;
	}

	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ":" + this.port;
	}

}
