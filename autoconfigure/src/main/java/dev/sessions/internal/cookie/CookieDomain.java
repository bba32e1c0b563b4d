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

package dev.sessions.internal.cookie;

import java.util.Locale;

import dev.sessions.internal.net.CanonicalHost;
import dev.sessions.internal.net.HostName;

/**
 * The hosts and domains of cookies (RFC 6265bis, sections 5.1.2 and 5.1.3). Unlike
 * {@link CanonicalHost}, it keeps a root dot and a zone: browsers treat a host with
 * either as a different host, which does not receive the cookies of the host without it.
 * The domain is matched when a cookie is stored; {@link CookiesByHost} finds the cookies
 * to send.
 */
final class CookieDomain {

	/**
	 * The maximum length of a name (RFC 1035, section 2.3.4). A longer name has no parent
	 * domain.
	 */
	static final int MAX_LENGTH = 253;

	private CookieDomain() {
	}

	/**
	 * Return the canonical form of a host: lower case, ASCII, an IPv6 address without
	 * brackets.
	 * @param host the host
	 * @return its canonical form
	 */
	static String canonical(String host) {
		return HostName.asciiOrSame(CanonicalHost.withoutBrackets(host)).toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether a host domain-matches a domain: equals it or is below it.
	 * @param host the canonical host
	 * @param domain the canonical domain
	 * @return whether the host domain-matches
	 */
	static boolean isWithin(String host, String domain) {
		if (host.equals(domain)) {
			return true;
		}
		int dot = host.length() - domain.length() - 1;
		return dot > 0 && host.charAt(dot) == '.' && host.endsWith(domain) && !isAddress(host);
	}

	/**
	 * Return whether a host is an IP address, which has no parent domain and no hosts
	 * below it.
	 * @param host the canonical host
	 * @return whether it is an address
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
