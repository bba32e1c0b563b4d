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

import org.jspecify.annotations.Nullable;

/**
 * A host, or all hosts below a domain.
 *
 * @param name the host, or the domain with a leading dot
 * @param port the only port that matches, or -1 for any
 */
public record HostPattern(String name, int port) {

	private static final int MAX_PORT = 65535;

	/**
	 * Read a pattern.
	 * @param text {@code host} or {@code *.domain}, with or without {@code :port}
	 * @return the pattern
	 * @throws IllegalArgumentException if the text has another form
	 */
	public static HostPattern parse(String text) {
		HostPattern pattern = find(text.trim());
		if (pattern == null) {
			throw new IllegalArgumentException("allowed-hosts must hold hosts such as api.example.org, *.example.org"
					+ " or api.example.org:8443, but has '" + text + "'");
		}
		return pattern;
	}

	private static @Nullable HostPattern find(String text) {
		boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
		int colon = bareIpv6 ? -1 : text.lastIndexOf(':');
		boolean hasPort = colon > text.lastIndexOf(']');
		int port = hasPort ? port(text.substring(colon + 1)) : -1;
		String host = hasPort ? text.substring(0, colon) : text;
		boolean below = host.startsWith("*.");
		String name = CanonicalHost.of(below ? host.substring(2) : host);
		if (name == null || name.startsWith(".") || name.contains("..") || (hasPort && port < 0)
				|| (below && !LiteralAddress.of(name).isEmpty())) {
			return null;
		}
		return new HostPattern(below ? "." + name : name, port);
	}

	/**
	 * Read a port.
	 * @param digits the text
	 * @return the port, or -1 if the text is not a port
	 */
	static int port(String digits) {
		int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
		return (port <= MAX_PORT) ? port : -1;
	}

	/**
	 * Return whether a target matches.
	 * @param host the host, as {@link CanonicalHost#of} returns it
	 * @param targetPort the port
	 * @return whether it matches
	 */
	public boolean matches(String host, int targetPort) {
		if (this.port >= 0 && this.port != targetPort) {
			return false;
		}
		return (this.name.charAt(0) == '.') ? host.length() > this.name.length() && host.endsWith(this.name)
				: host.equals(this.name);
	}

}
