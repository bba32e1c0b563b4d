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

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Whether a session keeps cookies, how many, and whether over a restart.
 *
 * @param enabled whether cookies are accepted and sent
 * @param maxCount how many are kept in all, at least one; of each host at most 180 are
 * @param file the file that keeps the jar over restarts, used by this session alone, or
 * {@code null} for none
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
	 * Up to 3,000 cookies are kept, in memory.
	 * @return the default settings
	 */
	public static CookieSettings defaults() {
		return new CookieSettings(true, 3000, null);
	}

	public CookieSettings withEnabled(boolean enabled) {
		return new CookieSettings(enabled, this.maxCount, this.file);
	}

	public CookieSettings withMaxCount(int maxCount) {
		return new CookieSettings(this.enabled, maxCount, this.file);
	}

	public CookieSettings withFile(@Nullable Path file) {
		return new CookieSettings(this.enabled, this.maxCount, file);
	}

}
