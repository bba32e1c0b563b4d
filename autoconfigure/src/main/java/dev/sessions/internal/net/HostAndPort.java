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

import org.jspecify.annotations.Nullable;

/**
 * The host and port of a URL (RFC 3986, section 3.2). {@link java.net.URI} does not
 * recognize hosts with an internationalized name or an underscore.
 *
 * @param host the host as {@link HostName#parse} returns it
 * @param port the port, or -1 if there is none
 * @param hasUserInfo whether user info precedes it
 */
public record HostAndPort(String host, int port, boolean hasUserInfo) {

	private static final int MAX_PORT = 65535;

	private static final int MAX_PORT_DIGITS = 10;

	/**
	 * Read an authority.
	 * @param authority the authority
	 * @return its host and port
	 * @throws IllegalArgumentException if its host or port is invalid; the message does
	 * not contain them
	 */
	public static HostAndPort parse(String authority) {
		int at = authority.lastIndexOf('@');
		String hostAndPort = authority.substring(at + 1);
		int colon = hostAndPort.lastIndexOf(':');
		boolean hasPort = colon > hostAndPort.lastIndexOf(']');
		String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
		if (host.isEmpty() || authority.indexOf('@') != at) {
			throw HostName.invalid("is empty or ambiguous");
		}
		return new HostAndPort(HostName.parse(host), hasPort ? port(hostAndPort.substring(colon + 1)) : -1, at >= 0);
	}

	/**
	 * Find the host and port of a URI.
	 * @param uri the URI
	 * @return both, or {@code null} if it has no authority
	 * @throws IllegalArgumentException as {@link #parse} does
	 */
	public static @Nullable HostAndPort of(URI uri) {
		String authority = uri.getRawAuthority();
		return (authority != null) ? parse(authority) : null;
	}

	/**
	 * Find the host of a URI.
	 * @param uri the URI
	 * @return the host as {@link HostName#parse} returns it
	 * @throws IllegalArgumentException if there is none
	 */
	public static String hostOf(URI uri) {
		HostAndPort found = of(uri);
		if (found == null) {
			throw HostName.invalid("is missing");
		}
		return found.host();
	}

	private static int port(String digits) {
		if (digits.isEmpty()) {
			return -1;
		}
		boolean number = digits.length() <= MAX_PORT_DIGITS && digits.chars().allMatch((c) -> c >= '0' && c <= '9');
		long port = number ? Long.parseLong(digits) : -1;
		if (port < 0 || port > MAX_PORT) {
			throw new IllegalArgumentException("The URL names no valid port");
		}
		return (int) port;
	}

	/**
	 * Return the form in a URI, in which the zone of an IPv6 address is encoded (RFC
	 * 6874, section 2).
	 */
	@Override
	public String toString() {
		return this.host.replace("%", "%25") + ((this.port >= 0) ? ":" + this.port : "");
	}

}
