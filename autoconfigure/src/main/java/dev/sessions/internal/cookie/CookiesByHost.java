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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * An index of cookies by host. A key is a reversed host name, so the hosts below a domain
 * are adjacent, and the keys of its parent domains are prefixes of its key. The cookies
 * of a host are ordered by creation, in an array that is replaced and never modified.
 * Safe for one writer and any number of concurrent readers.
 */
final class CookiesByHost {

	private static final CookieEntry[] NONE = {};

	private final ConcurrentSkipListMap<String, CookieEntry[]> cookies;

	CookiesByHost() {
		this.cookies = new ConcurrentSkipListMap<>();
	}

	/**
	 * Copy an index. The copy tracks last uses independently.
	 * @param index the other index
	 */
	CookiesByHost(CookiesByHost index) {
		this.cookies = new ConcurrentSkipListMap<>(index.cookies);
		this.cookies.replaceAll((host, kept) -> copy(kept));
	}

	private static CookieEntry[] copy(CookieEntry[] cookies) {
		CookieEntry[] copy = new CookieEntry[cookies.length];
		for (int i = 0; i < copy.length; i++) {
			copy[i] = new CookieEntry(cookies[i]);
		}
		return copy;
	}

	CookieEntry[] get(String host) {
		return this.cookies.getOrDefault(key(host), NONE);
	}

	void put(String host, CookieEntry[] cookies) {
		if (cookies.length > 0) {
			this.cookies.put(key(host), cookies);
		}
		else {
			this.cookies.remove(key(host));
		}
	}

	Collection<CookieEntry[]> all() {
		return this.cookies.values();
	}

	/**
	 * Return the cookies of a host and of its parent domains.
	 * @param host the canonical host
	 * @return the cookies, including host-only ones
	 */
	List<CookieEntry> upwards(String host) {
		List<CookieEntry> found = new ArrayList<>(Arrays.asList(get(host)));
		if (host.length() <= CookieDomain.MAX_LENGTH && !CookieDomain.isAddress(host)) {
			String key = key(host);
			for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
				found.addAll(Arrays.asList(this.cookies.getOrDefault(key.substring(0, dot), NONE)));
			}
		}
		return found;
	}

	/**
	 * Return the cookies of the hosts below a domain.
	 * @param domain the canonical domain
	 * @return the cookies, including host-only ones
	 */
	Stream<CookieEntry> below(String domain) {
		String key = key(domain);
		// '/' is the next character after '.'
		return this.cookies.subMap(key + ".", key + "/").values().stream().flatMap(Arrays::stream);
	}

	private static String key(String host) {
		return new StringBuilder(host).reverse().toString();
	}

}
