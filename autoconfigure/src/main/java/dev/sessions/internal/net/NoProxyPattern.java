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

import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of targets that are reached without a proxy.
 */
@FunctionalInterface
public interface NoProxyPattern {

	/**
	 * Return whether a target matches.
	 * @param host the host, as {@link CanonicalHost#lenient} returns it
	 * @param port the port
	 * @return whether it matches
	 */
	boolean matches(String host, int port);

	/**
	 * Read a pattern.
	 * @param text {@code *}, a host, a domain that starts with a dot or {@code *.}, an
	 * address or a CIDR block; all but the last may be followed by {@code :port}
	 * @return the pattern
	 * @throws IllegalArgumentException if it is none of these
	 */
	static NoProxyPattern parse(String text) {
		String trimmed = text.trim();
		if (trimmed.equals("*")) {
			return (host, port) -> true;
		}
		NoProxyPattern pattern = trimmed.contains("/") ? AddressBlock.parse(trimmed) : hostAndPort(trimmed);
		if (pattern == null) {
			throw new IllegalArgumentException("no-proxy must hold hosts such as example.org, .example.org or "
					+ "example.org:8080, addresses, CIDR blocks such as 10.0.0.0/8, or *, but has '" + trimmed + "'");
		}
		return pattern;
	}

	private static @Nullable NoProxyPattern hostAndPort(String text) {
		int colon = InetAddressUtils.isIPv6(text) ? -1 : text.lastIndexOf(':');
		boolean port = colon > text.lastIndexOf(']');
		String host = CanonicalHost.lenient(port ? text.substring(0, colon) : text);
		AddressBlock address = AddressBlock.single(host);
		NoProxyPattern pattern = (address != null) ? address : DomainPattern.parse(host);
		if (!port || pattern == null) {
			return pattern;
		}
		int only = HostPattern.port(text.substring(colon + 1));
		return (only < 0) ? null : (target, targetPort) -> targetPort == only && pattern.matches(target, targetPort);
	}

}
