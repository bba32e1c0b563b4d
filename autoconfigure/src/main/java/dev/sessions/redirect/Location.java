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

package dev.sessions.redirect;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.utils.URIUtils;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads (RFC 9110, section 10.2.2): the {@code Location}, resolved
 * against the URI that sent it. User info is left out, as nobody's credentials.
 */
final class Location {

	private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?(/|$)");

	private static final int MAX_PORT = 65535;

	private Location() {
	}

	/**
	 * Read the location.
	 * @param response a redirect with the header
	 * @param current the URI that sent it
	 * @return an absolute http(s) URI with a host and a path, without user info and
	 * fragment
	 * @throws ProtocolException if there is none; the message does not show the query
	 */
	static URI of(HttpResponse response, URI current) throws ProtocolException {
		String value = response.getFirstHeader(HttpHeaders.LOCATION).getValue();
		URI location;
		try {
			location = URIUtils.resolve(current, new URI(encode((value != null) ? value.trim() : "")));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new ProtocolException("The server redirects to a Location that is not a valid URI");
		}
		String scheme = (location.getScheme() != null) ? location.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw new ProtocolException(
					"The server redirects to the scheme '" + scheme + "'; only http and https are followed");
		}
		if (location.getHost() == null || location.getPort() > MAX_PORT) {
			throw new ProtocolException("The server redirects to a Location without a valid host and port");
		}
		return bare(scheme, location);
	}

	private static URI bare(String scheme, URI location) {
		String host = location.getHost().toLowerCase(Locale.ROOT);
		String port = (location.getPort() >= 0) ? ":" + location.getPort() : "";
		String rawPath = withoutDotSegments(location);
		String path = (rawPath == null || rawPath.isEmpty()) ? "/" : rawPath;
		String query = (location.getRawQuery() != null) ? "?" + location.getRawQuery() : "";
		return URI.create(scheme + "://" + host + port + path + query);
	}

	/**
	 * A path of dot segments is made straight (RFC 3986, section 5.2.4), any other stays
	 * as it was sent.
	 */
	private static @Nullable String withoutDotSegments(URI location) {
		String path = location.getRawPath();
		if (path == null || !DOT_SEGMENT.matcher(path).find()) {
			return path;
		}
		String straight = location.normalize().getRawPath();
		while (straight.startsWith("/../") || straight.equals("/..")) {
			straight = straight.substring(3);
		}
		return straight;
	}

	/**
	 * Servers send spaces and letters beyond ASCII as they are; browsers encode them.
	 * Anything else that is not allowed in a URI, a backslash above all, is not guessed.
	 */
	private static String encode(String value) {
		StringBuilder encoded = null;
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == ' ' || c > 126) {
				if (encoded == null) {
					encoded = new StringBuilder(value.substring(0, i));
				}
				// the header was read as ISO-8859-1, so each char is a byte of the wire
				byte[] bytes = (c <= 255) ? new byte[] { (byte) c }
						: String.valueOf(c).getBytes(StandardCharsets.UTF_8);
				for (byte b : bytes) {
					encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
				}
			}
			else if (encoded != null) {
				encoded.append(c);
			}
		}
		return (encoded != null) ? encoded.toString() : value;
	}

}
