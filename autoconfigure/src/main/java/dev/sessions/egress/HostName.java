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

package dev.sessions.egress;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One spelling for each host.
 */
final class HostName {

	private HostName() {
	}

	/**
	 * The one spelling: lower case, in ASCII, without the dot of the root, an IPv6
	 * address in full and without brackets.
	 * @param host the host, as in a URL
	 * @return its spelling, or {@code null} if it is the name of no host
	 */
	static @Nullable String canonical(String host) {
		String name = bare(host);
		if (name.indexOf(':') >= 0) {
			InetAddress address = (name.indexOf('%') < 0) ? LiteralAddress.ipv6(name) : null;
			return (address != null) ? address.getHostAddress() : null;
		}
		String ascii = ascii(name);
		// two names that IDNA takes for one may be two in the DNS
		if (ascii == null || !(ascii.equalsIgnoreCase(name) || IDN.toUnicode(ascii).equalsIgnoreCase(name))) {
			return null;
		}
		for (int i = 0; i < ascii.length(); i++) {
			char c = ascii.charAt(i);
			if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_') {
				return null;
			}
		}
		return ascii.isEmpty() ? null : ascii;
	}

	/**
	 * A host without brackets and without the dot of the root.
	 */
	static String bare(String host) {
		String name = host;
		if (name.startsWith("[") && name.endsWith("]")) {
			name = name.substring(1, name.length() - 1);
		}
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	/**
	 * A name in lower case and in ASCII, or {@code null} if that cannot be.
	 */
	static @Nullable String ascii(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) > 127) {
				try {
					return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
				}
				catch (IllegalArgumentException ex) {
					return null;
				}
			}
		}
		return name.toLowerCase(Locale.ROOT);
	}

}
