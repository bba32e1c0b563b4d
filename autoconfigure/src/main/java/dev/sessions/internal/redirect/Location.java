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

package dev.sessions.internal.redirect;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.net.HostName;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.net.PercentEncoding;
import dev.sessions.internal.net.UriReference;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The target of a redirect (RFC 9110, section 10.2.2): the {@code Location}, resolved
 * against the URI of the redirected request. Illegal characters are percent-encoded, as
 * in browsers and curl. User info is omitted, because it is not a credential of the
 * session. A query parameter that is the session's own credential is omitted, too,
 * because the server may redirect to the URL as it received it; the parameter is added
 * again where it may be sent.
 *
 * @param host the scheme, host and port, the port as written
 * @param pathAndQuery the path and query
 * @param uri the URI, with the fragment of the header or else of the redirected request
 */
record Location(HttpHost host, String pathAndQuery, URI uri) {

	private static final int MAX_SHOWN_SCHEME = 20;

	/**
	 * Reads the header. An empty value is ignored.
	 * @param response the response
	 * @return the value, or {@code null} if the response has none
	 */
	static @Nullable String valueOf(HttpResponse response) {
		Header header = response.getFirstHeader(HttpHeaders.LOCATION);
		String value = (header != null && header.getValue() != null) ? header.getValue().trim() : "";
		return value.isEmpty() ? null : value;
	}

	/**
	 * Resolves the value of the header.
	 * @param value the value, each of its characters one received byte
	 * @param from the host of the redirected request, the port as it was written
	 * @param pathAndQuery the path and query of the redirected request
	 * @param fragment the fragment of its URI, or {@code null} for none
	 * @param credential the encoded parameter that the session adds to the query below
	 * the redirects, or {@code null} for none
	 * @return the location
	 * @throws ProtocolException if the location cannot be followed; of the location, the
	 * message contains the scheme only
	 */
	static Location of(String value, HttpHost from, String pathAndQuery, @Nullable String fragment,
			@Nullable String credential) throws ProtocolException {
		try {
			UriReference reference = UriReference.parseHeader(value);
			requireWeb(reference.scheme());
			UriReference resolved = reference.resolve(base(from, pathAndQuery));
			HostAndPort to = resolved.authority();
			String scheme = resolved.scheme();
			if (to == null || scheme == null) {
				throw HostName.invalid("is missing");
			}
			if (resolved.fragment() == null) {
				resolved = resolved.withFragment(fragment);
			}
			if (credential != null && resolved.query() != null) {
				resolved = resolved.withQuery(without(credential, resolved.query()));
			}
			return new Location(new HttpHost(scheme, to.host(), to.port()), resolved.pathAndQuery(), resolved.toUri());
		}
		catch (IllegalArgumentException ex) {
			throw new ProtocolException("The server redirects to a Location that is not valid. " + ex.getMessage());
		}
	}

	private static @Nullable String without(String credential, String query) {
		String plain = decode(credential);
		StringJoiner kept = new StringJoiner("&");
		for (String parameter : query.split("&", -1)) {
			if (!isSame(parameter, credential, plain)) {
				kept.add(parameter);
			}
		}
		return (kept.length() > 0) ? kept.toString() : null;
	}

	/**
	 * Servers return a parameter unchanged, decoded, or encoded again, and a plus sign
	 * may stand for itself or for a space.
	 */
	private static boolean isSame(String parameter, String credential, String plain) {
		return parameter.equals(credential) || parameter.equals(PercentEncoding.encodeIllegalInQuery(plain))
				|| decode(parameter).equals(plain) || decode(parameter.replace("+", "%2B")).equals(plain);
	}

	private static String decode(String parameter) {
		return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
	}

	private static void requireWeb(@Nullable String scheme) throws ProtocolException {
		if (scheme != null && !scheme.equals("http") && !scheme.equals("https")) {
			throw new ProtocolException("The server redirects to the scheme '"
					+ scheme.substring(0, Math.min(scheme.length(), MAX_SHOWN_SCHEME))
					+ "'; only http and https are followed");
		}
	}

	private static UriReference base(HttpHost from, String pathAndQuery) {
		HostAndPort authority = new HostAndPort(HostName.of(from), from.getPort(), false);
		return new UriReference(from.getSchemeName(), authority, PathAndQuery.path(pathAndQuery),
				PathAndQuery.query(pathAndQuery), null);
	}

}
