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

package dev.sessions.uri;

import java.net.URI;

/**
 * The rules of a base URL.
 */
public final class BaseUrl {

	private BaseUrl() {
	}

	/**
	 * Read a base URL.
	 * @param text the text
	 * @return the URL
	 * @throws IllegalArgumentException if it breaks a rule; the message holds no part of
	 * it that may be secret
	 */
	public static URI parse(String text) {
		URI uri;
		try {
			uri = URI.create(text.trim());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("base-url is not a valid URL");
		}
		check(uri);
		return uri;
	}

	/**
	 * Check a base URL.
	 * @param uri the URL
	 * @throws IllegalArgumentException if it breaks a rule; the message holds no part of
	 * it
	 */
	public static void check(URI uri) {
		if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
			throw new IllegalArgumentException("base-url must be absolute and start with http:// or https://");
		}
		if (uri.getHost() == null) {
			throw new IllegalArgumentException("base-url names no valid host");
		}
		if (uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException("base-url must not hold a user name or password; use auth.basic");
		}
		if (uri.getRawQuery() != null) {
			throw new IllegalArgumentException("base-url must not have a query; use params");
		}
		if (uri.getRawFragment() != null) {
			throw new IllegalArgumentException("base-url must not have a fragment");
		}
	}

}
