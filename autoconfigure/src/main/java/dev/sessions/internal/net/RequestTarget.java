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

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.net.URIAuthority;

/**
 * The host that a request is sent to, in the forms that HttpClient needs. Immutable, so
 * that one target serves all requests to a host.
 *
 * @param host the host
 * @param authority the authority of the request, without the zone of an IPv6 address
 * @param header the {@code Host} header (RFC 9110, section 7.2)
 */
public record RequestTarget(HttpHost host, URIAuthority authority, Header header) {

	/**
	 * Return the target for a host.
	 * @param host the host
	 * @return the target
	 */
	public static RequestTarget of(HttpHost host) {
		URIAuthority authority = new URIAuthority(HostName.withoutZone(host.getHostName()), host.getPort());
		return new RequestTarget(host, authority, new BasicHeader(HttpHeaders.HOST, authority));
	}

	/**
	 * Return the target for an origin.
	 * @param origin the origin
	 * @return the target
	 */
	public static RequestTarget of(Origin origin) {
		return of(new HttpHost(origin.scheme(), origin.host(), origin.port()));
	}

	/**
	 * Return the target of an absolute URI.
	 * @param uri the URI
	 * @return the target
	 * @throws IllegalArgumentException if the URI is not an http(s) URI with a host and
	 * without user info; the message does not contain it
	 */
	public static RequestTarget of(URI uri) {
		return of((uri.getScheme() != null) ? uri.getScheme() : "",
				(uri.getRawAuthority() != null) ? uri.getRawAuthority() : "");
	}

	/**
	 * Return the target of an absolute URL.
	 * @param scheme the scheme of the URL
	 * @param authority the authority of the URL
	 * @return the target
	 * @throws IllegalArgumentException if the scheme is neither http nor https, or the
	 * authority has no valid host or contains user info; the message does not contain it
	 */
	public static RequestTarget of(String scheme, String authority) {
		String lowerScheme = scheme.toLowerCase(Locale.ROOT);
		if (!lowerScheme.equals("http") && !lowerScheme.equals("https")) {
			throw new IllegalArgumentException("Only http and https URLs can be requested, not '" + lowerScheme + "'");
		}
		HostAndPort to = HostAndPort.parse(authority);
		if (to.hasUserInfo()) {
			throw new IllegalArgumentException(
					"The URL must not contain a user name or password; use auth(Credentials.basic(...))");
		}
		return of(new HttpHost(lowerScheme, to.host(), to.port()));
	}

	/**
	 * Return the common start of all URIs with this target.
	 * @return the scheme, host and port, in ASCII
	 */
	public String origin() {
		return this.host.getSchemeName() + "://" + new HostAndPort(HostName.of(this.host), this.host.getPort(), false);
	}

}
