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

/**
 * Whether a session keeps cookies, and how many.
 *
 * @param enabled whether cookies are accepted and sent
 * @param maxCount how many are kept in all, at least one; of each host at most 180 are
 */
public record CookieSettings(boolean enabled, int maxCount) {

	public CookieSettings {
		if (maxCount < 1) {
			throw new IllegalArgumentException("max-count must be positive, but is " + maxCount);
		}
	}

	/**
	 * Up to 3,000 cookies are kept.
	 * @return the default settings
	 */
	public static CookieSettings defaults() {
		return new CookieSettings(true, 3000);
	}

	public CookieSettings withEnabled(boolean enabled) {
		return new CookieSettings(enabled, this.maxCount);
	}

	public CookieSettings withMaxCount(int maxCount) {
		return new CookieSettings(this.enabled, maxCount);
	}

}
