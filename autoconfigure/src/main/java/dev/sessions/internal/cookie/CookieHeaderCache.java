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

import java.time.Clock;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A cache of the cookies of the most recently requested hosts, for one state of a jar. It
 * is large enough for the hosts of a redirect chain. If two threads add concurrently, one
 * addition may be lost.
 */
final class CookieHeaderCache {

	private static final int MAX = 8;

	private static final HostCookies[] NONE = {};

	private volatile HostCookies[] recent = NONE;

	@Nullable HostCookies find(String host, boolean secure, Clock clock) {
		for (HostCookies cookies : this.recent) {
			if (cookies.isFor(host, secure)) {
				return cookies.isValid(clock) ? cookies : null;
			}
		}
		return null;
	}

	/**
	 * Add the cookies of a host at the front. They replace the earlier cookies of the
	 * host, or the oldest entry if the cache is full.
	 */
	void add(HostCookies added, String host, boolean secure) {
		HostCookies[] current = this.recent;
		HostCookies[] changed = new HostCookies[Math.min(current.length + 1, MAX)];
		int size = 0;
		changed[size++] = added;
		for (HostCookies cookies : current) {
			if (size < changed.length && !cookies.isFor(host, secure)) {
				changed[size++] = cookies;
			}
		}
		this.recent = (size == changed.length) ? changed : Arrays.copyOf(changed, size);
	}

}
