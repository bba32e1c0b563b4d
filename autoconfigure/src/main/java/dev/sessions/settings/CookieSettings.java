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

package dev.sessions.settings;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a cookie jar: whether cookies are stored, how many, and in which file.
 * Immutable.
 *
 * @param enabled whether cookies are accepted and sent
 * @param maxCount the largest number of cookies, at least 1, of which at most 180 per
 * host. At a limit, the least recently used cookies are evicted first, starting with
 * those of the site (registrable domain) that sets new ones
 * @param file the file that preserves the jar across restarts and that no other session
 * may use, or {@code null} for none
 */
public record CookieSettings(boolean enabled, int maxCount, @Nullable Path file) {

	public CookieSettings {
		if (maxCount < 1) {
			throw new IllegalArgumentException("max-count must be positive, but is " + maxCount);
		}
		if (file != null && file.toString().isBlank()) {
			throw new IllegalArgumentException("file must name a file, but is empty");
		}
	}

	/**
	 * Up to 3,000 cookies, in memory only.
	 * @return the default settings
	 */
	public static CookieSettings defaults() {
		return new CookieSettings(true, 3000, null);
	}

	/**
	 * Return a copy with cookies switched on or off.
	 * @param enabled whether cookies are accepted and sent
	 * @return the copy
	 */
	public CookieSettings withEnabled(boolean enabled) {
		return new CookieSettings(enabled, this.maxCount, this.file);
	}

	/**
	 * Return a copy with another limit of cookies.
	 * @param maxCount the largest number of cookies, at least 1
	 * @return the copy
	 */
	public CookieSettings withMaxCount(int maxCount) {
		return new CookieSettings(this.enabled, maxCount, this.file);
	}

	/**
	 * Return a copy with another file.
	 * @param file the file that preserves the jar across restarts, or {@code null} for
	 * none
	 * @return the copy
	 */
	public CookieSettings withFile(@Nullable Path file) {
		return new CookieSettings(this.enabled, this.maxCount, file);
	}

}
