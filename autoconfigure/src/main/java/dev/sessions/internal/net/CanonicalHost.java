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

import java.net.InetAddress;
import java.util.Locale;

import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The form in which hosts are compared: ASCII in lower case without the root dot, and
 * IPv6 addresses expanded, without brackets and zone. {@link HostName} is the form in
 * which hosts are sent. Cookies and netrc entries compare a stricter form, described in
 * their classes.
 */
public final class CanonicalHost {

	private CanonicalHost() {
	}

	/**
	 * Return the canonical form of a host.
	 * @param host the host, as in a URL
	 * @return its canonical form, or {@code null} if it is not a valid host
	 */
	public static @Nullable String of(String host) {
		String name = HostName.withoutZone(bare(host));
		if (name.indexOf(':') >= 0) {
			InetAddress address = LiteralAddress.ipv6(name);
			return (address != null) ? address.getHostAddress() : null;
		}
		try {
			return HostName.parse(name).toLowerCase(Locale.ROOT);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Return the canonical form of the host of a target.
	 * @param target the target
	 * @return the canonical form, or {@code null} if it is not a valid host
	 */
	public static @Nullable String of(HttpHost target) {
		return of(HostName.of(target));
	}

	/**
	 * Return the canonical form of a host or a pattern without checking it, for callers
	 * that compare IPv6 addresses as bytes.
	 * @param text the host or pattern
	 * @return the text in lower case and ASCII, without brackets, zone and root dot; an
	 * IPv6 address is not expanded, and text without an ASCII form is unchanged
	 */
	public static String lenient(String text) {
		return HostName.withoutZone(HostName.asciiOrSame(bare(text))).toLowerCase(Locale.ROOT);
	}

	static String bare(String host) {
		return withoutRootDot(withoutBrackets(host));
	}

	/**
	 * Remove the brackets of an IPv6 address in a URL.
	 * @param host the host
	 * @return the host without brackets
	 */
	public static String withoutBrackets(String host) {
		return (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
	}

	/**
	 * Remove the final dot, which stands for the DNS root.
	 * @param host the host
	 * @return the host without it
	 */
	public static String withoutRootDot(String host) {
		return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
	}

}
