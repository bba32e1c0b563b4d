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

/**
 * The settings of redirects: whether they are followed, and how many. Immutable.
 *
 * @param follow whether redirects are followed; if not, the redirect itself is the
 * response
 * @param max the largest number of redirects that one call follows, at least 1
 */
public record RedirectSettings(boolean follow, int max) {

	public RedirectSettings {
		if (max < 1) {
			throw new IllegalArgumentException(
					"max must be at least 1, but is " + max + "; to follow none, set follow to false");
		}
	}

	/**
	 * Up to 20 redirects are followed.
	 * @return the default settings
	 */
	public static RedirectSettings defaults() {
		return new RedirectSettings(true, 20);
	}

	/**
	 * Return a copy with redirects followed or not.
	 * @param follow whether redirects are followed
	 * @return the copy
	 */
	public RedirectSettings withFollow(boolean follow) {
		return new RedirectSettings(follow, this.max);
	}

	/**
	 * Return a copy with another limit of redirects.
	 * @param max the largest number of redirects that one call follows, at least 1
	 * @return the copy
	 */
	public RedirectSettings withMax(int max) {
		return new RedirectSettings(this.follow, max);
	}

}
