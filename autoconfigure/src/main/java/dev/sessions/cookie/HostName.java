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

package dev.sessions.cookie;

import java.net.IDN;
import java.util.Locale;

/**
 * Names of hosts (RFC 6265bis, sections 5.1.2 and 5.1.3).
 */
final class HostName {

	private HostName() {
	}

	/**
	 * The one form of a name: lower case, in ASCII, an IPv6 address without brackets.
	 * @param host the name
	 * @return its form
	 */
	static String canonical(String host) {
		String name = host;
		if (name.startsWith("[") && name.endsWith("]")) {
			name = name.substring(1, name.length() - 1);
		}
		if (!CookieOctets.isAscii(name)) {
			try {
				name = IDN.toASCII(name);
			}
			catch (IllegalArgumentException ex) {
				// no name that DNS knows, so it stands for itself
			}
		}
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether a host is a domain or below it.
	 * @param host the host in its one form
	 * @param domain the domain in its one form
	 * @return whether it is
	 */
	static boolean isWithin(String host, String domain) {
		if (host.equals(domain)) {
			return true;
		}
		int dot = host.length() - domain.length() - 1;
		return dot > 0 && host.charAt(dot) == '.' && host.endsWith(domain) && !isAddress(host);
	}

	/**
	 * Whether a host is given by its address, so that nothing is above or below it.
	 * @param host the host in its one form
	 * @return whether it is
	 */
	static boolean isAddress(String host) {
		if (host.indexOf(':') >= 0) {
			return true;
		}
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (c != '.' && (c < '0' || c > '9')) {
				return false;
			}
		}
		return !host.isEmpty();
	}

}
