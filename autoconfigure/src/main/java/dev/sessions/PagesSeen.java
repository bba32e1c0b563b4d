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

package dev.sessions;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

import dev.sessions.internal.shared.SharedSession;

/**
 * The pages of a list that were read, stored as hashes of their URIs, to detect a loop.
 * Up to {@value #MAX} hashes, all pages are stored, so a loop is detected at its first
 * repeated page. Beyond that, the hashes are cleared at each power of two, and only the
 * pages that follow it are stored, so a loop of any length is eventually detected (as by
 * Brent's algorithm) in constant memory.
 */
final class PagesSeen {

	private static final int MAX = 1000;

	private final Set<String> hashes = new HashSet<>();

	private long links;

	/**
	 * Add the target of a link.
	 * @return whether the page is not known to have been read
	 */
	boolean isNew(URI link) {
		this.links++;
		if (Long.bitCount(this.links) == 1 && this.hashes.size() >= MAX) {
			this.hashes.clear();
		}
		String hash = hash(link);
		return (this.hashes.size() < MAX) ? this.hashes.add(hash) : !this.hashes.contains(hash);
	}

	/**
	 * Add a page, whose URI may differ from that of the link to it.
	 */
	void add(URI page) {
		if (this.hashes.size() < MAX) {
			this.hashes.add(hash(page));
		}
	}

	/**
	 * Hash a URI without its fragment, which does not identify another page.
	 */
	private static String hash(URI uri) {
		String text = uri.toString();
		int fragment = text.indexOf('#');
		return SharedSession.hash((fragment >= 0) ? text.substring(0, fragment) : text);
	}

}
