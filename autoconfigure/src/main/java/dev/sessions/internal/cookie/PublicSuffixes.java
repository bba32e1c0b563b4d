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

import dev.sessions.internal.net.CanonicalHost;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;

/**
 * The domains under which names are publicly registrable, such as {@code co.uk} and
 * {@code github.io}. A cookie must not apply to all hosts below such a domain. Uses
 * HttpClient's list, including its private section. Reading the list takes tens of
 * milliseconds, so it is read once, for the first cookie that needs it.
 */
final class PublicSuffixes {

	static final String LIST = "/org/publicsuffix/list/effective_tld_names.dat";

	/**
	 * A suffix of the private section that is unlikely to be removed.
	 */
	private static final String KNOWN = "github.io";

	private static final boolean PRESENT = PublicSuffixMatcherLoader.class.getResource(LIST) != null;

	/**
	 * HttpClient's list, once it has been checked for completeness.
	 */
	private static volatile @Nullable PublicSuffixMatcher loaded;

	private PublicSuffixes() {
	}

	/**
	 * Check that the list exists, without reading it.
	 * @throws IllegalStateException if it is missing
	 */
	static void requirePresent() {
		if (!PRESENT) {
			throw missing();
		}
	}

	/**
	 * Return whether a domain is a public suffix.
	 * @param domain the canonical domain
	 * @return whether it is a public suffix
	 * @throws IllegalStateException if the list is incomplete
	 */
	static boolean contains(String domain) {
		String name = CanonicalHost.withoutRootDot(domain);
		// a single label without a rule is a suffix
		return name.indexOf('.') < 0 || list().getDomainRoot(name) == null;
	}

	/**
	 * Return the registrable domain of a host: its public suffix and one more label.
	 * @param host the canonical host
	 * @return the domain, or the host if it is an address or a suffix itself
	 * @throws IllegalStateException if the list is incomplete
	 */
	static String site(String host) {
		String name = CanonicalHost.withoutRootDot(host);
		if (name.length() > CookieDomain.MAX_LENGTH || name.indexOf('.') < 0 || CookieDomain.isAddress(name)) {
			return name;
		}
		String root = list().getDomainRoot(name);
		return (root != null) ? root : name;
	}

	private static PublicSuffixMatcher list() {
		PublicSuffixMatcher current = loaded;
		if (current == null) {
			current = require(PublicSuffixMatcherLoader.getDefault());
			loaded = current;
		}
		return current;
	}

	/**
	 * Check that the list is complete. HttpClient falls back to a list of one entry if
	 * the real list is missing.
	 */
	static PublicSuffixMatcher require(@Nullable PublicSuffixMatcher list) {
		if (list == null || list.getDomainRoot(KNOWN) != null) {
			throw missing();
		}
		return list;
	}

	private static IllegalStateException missing() {
		return new IllegalStateException("HttpClient's list of public suffixes (" + LIST
				+ ") is missing or has no private section; without it a site could set cookies for all of its"
				+ " neighbours. Put httpclient5 on the class path as it was published, or disable the session's"
				+ " cookies (cookies.enabled: false)");
	}

}
