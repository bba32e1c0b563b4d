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

import java.util.concurrent.locks.ReentrantLock;

import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;

/**
 * The domains under which anybody can have a name, such as {@code co.uk} and
 * {@code github.io}: nobody may set cookies for all of one. The list is HttpClient's own,
 * with the private section. It takes tens of milliseconds to read, so it is read once, by
 * the first cookie that cannot do without.
 */
final class PublicSuffixes {

	static final String LIST = "/org/publicsuffix/list/effective_tld_names.dat";

	/**
	 * A suffix of the private section that is there to stay.
	 */
	private static final String KNOWN = "github.io";

	private static final boolean PRESENT = PublicSuffixMatcherLoader.class.getResource(LIST) != null;

	private static final ReentrantLock lock = new ReentrantLock();

	private static volatile @Nullable PublicSuffixMatcher loaded;

	private PublicSuffixes() {
	}

	/**
	 * Check that there is a list, without reading it.
	 * @throws IllegalStateException if there is none
	 */
	static void requirePresent() {
		if (!PRESENT) {
			throw missing();
		}
	}

	/**
	 * Whether a domain is a public suffix.
	 * @param domain the domain in its one form
	 * @return whether it is
	 * @throws IllegalStateException if the list is not what it should be
	 */
	static boolean contains(String domain) {
		String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
		// what no rule names is a suffix if it is one label
		return name.indexOf('.') < 0 || list().getDomainRoot(name) == null;
	}

	private static PublicSuffixMatcher list() {
		PublicSuffixMatcher current = loaded;
		if (current == null) {
			lock.lock();
			try {
				current = require(PublicSuffixMatcherLoader.getDefault());
				loaded = current;
			}
			finally {
				lock.unlock();
			}
		}
		return current;
	}

	/**
	 * HttpClient goes on with a list of one entry if it does not find the real one.
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
