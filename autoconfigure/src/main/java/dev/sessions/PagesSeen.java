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
 * The pages of a list that were read, by hashes of their URIs, so that a loop is found.
 * While it holds fewer than {@value #MAX} hashes, these are all, so a loop is found at
 * its first page. From then on those are remembered that come next after each power of
 * two, so a loop of any length is found in the end (as by Brent's algorithm), in memory
 * that does not grow.
 */
final class PagesSeen {

	private static final int MAX = 1000;

	private final Set<String> hashes = new HashSet<>();

	private long links;

	/**
	 * Remember the page that a link leads to.
	 * @return whether it is not known to have been read
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
	 * Remember a page, which may be elsewhere than the link to it said.
	 */
	void add(URI page) {
		if (this.hashes.size() < MAX) {
			this.hashes.add(hash(page));
		}
	}

	/**
	 * A fragment does not make another page.
	 */
	private static String hash(URI uri) {
		String text = uri.toString();
		int fragment = text.indexOf('#');
		return SharedSession.hash((fragment >= 0) ? text.substring(0, fragment) : text);
	}

}
