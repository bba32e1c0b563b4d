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

import dev.sessions.internal.net.PathAndQuery;

/**
 * The paths of cookies and requests (RFC 6265bis, section 5.1.4). A request target may
 * include the query.
 */
final class CookiePath {

	static final String ROOT = "/";

	private CookiePath() {
	}

	/**
	 * Return the default path of a cookie.
	 * @param target the target of the request whose response set it
	 * @return the path
	 */
	static String defaultFor(String target) {
		String path = PathAndQuery.path(target);
		int slash = path.lastIndexOf('/');
		return (path.startsWith("/") && slash > 0) ? path.substring(0, slash) : ROOT;
	}

	/**
	 * Return whether a request's path matches a cookie's.
	 * @param cookiePath the path of the cookie
	 * @param target the target of the request
	 * @return whether it matches
	 */
	static boolean matches(String cookiePath, String target) {
		if (!target.startsWith("/")) {
			return cookiePath.equals(ROOT);
		}
		int length = cookiePath.length();
		int end = PathAndQuery.endOfPath(target);
		return length <= end && target.startsWith(cookiePath)
				&& (length == end || cookiePath.charAt(length - 1) == '/' || target.charAt(length) == '/');
	}

}
