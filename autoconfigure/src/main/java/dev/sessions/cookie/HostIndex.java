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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Cookies by the host they belong to. A key is a host read backwards: so the hosts below
 * a domain stand together, and those above one are its beginnings. The cookies of a host
 * stand in the order of their creation in an array that is never changed but replaced.
 * One thread may write while any number read.
 */
final class HostIndex {

	private static final StoredCookie[] NONE = {};

	private final ConcurrentSkipListMap<String, StoredCookie[]> cookies;

	HostIndex() {
		this.cookies = new ConcurrentSkipListMap<>();
	}

	/**
	 * Copy an index. Both share the arrays until one of them replaces its own.
	 * @param index the other index
	 */
	HostIndex(HostIndex index) {
		this.cookies = new ConcurrentSkipListMap<>(index.cookies);
	}

	StoredCookie[] get(String host) {
		return this.cookies.getOrDefault(key(host), NONE);
	}

	void put(String host, StoredCookie[] cookies) {
		if (cookies.length > 0) {
			this.cookies.put(key(host), cookies);
		}
		else {
			this.cookies.remove(key(host));
		}
	}

	Collection<StoredCookie[]> all() {
		return this.cookies.values();
	}

	void clear() {
		this.cookies.clear();
	}

	/**
	 * The cookies of a host and of the domains above it.
	 * @param host the host in its one form
	 * @return the cookies, for one host only or not
	 */
	List<StoredCookie> upwards(String host) {
		List<StoredCookie> found = new ArrayList<>(Arrays.asList(get(host)));
		if (!HostName.isAddress(host)) {
			String key = key(host);
			for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
				found.addAll(Arrays.asList(this.cookies.getOrDefault(key.substring(0, dot), NONE)));
			}
		}
		return found;
	}

	/**
	 * The cookies of the hosts below a domain.
	 * @param domain the domain in its one form
	 * @return the cookies, for one host only or not
	 */
	List<StoredCookie> below(String domain) {
		List<StoredCookie> found = new ArrayList<>();
		String key = key(domain);
		// '/' is the next character after '.'
		for (StoredCookie[] some : this.cookies.subMap(key + ".", key + "/").values()) {
			found.addAll(Arrays.asList(some));
		}
		return found;
	}

	private static String key(String host) {
		return new StringBuilder(host).reverse().toString();
	}

}
