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
 * Paths of cookies and requests (RFC 6265bis, section 5.1.4). A request's path is given
 * as its target, the query still behind it.
 */
final class CookiePath {

	static final String ROOT = "/";

	private CookiePath() {
	}

	/**
	 * The path of a cookie that names none.
	 * @param target the target of the request that got it
	 * @return the path
	 */
	static String defaultFor(String target) {
		String path = target.substring(0, end(target));
		int slash = path.lastIndexOf('/');
		return (path.startsWith("/") && slash > 0) ? path.substring(0, slash) : ROOT;
	}

	/**
	 * Whether a cookie's path covers a request's.
	 * @param cookiePath the path of the cookie
	 * @param target the target of the request
	 * @return whether it does
	 */
	static boolean matches(String cookiePath, String target) {
		if (!target.startsWith("/")) {
			return cookiePath.equals(ROOT);
		}
		int length = cookiePath.length();
		int end = end(target);
		return length <= end && target.startsWith(cookiePath)
				&& (length == end || cookiePath.charAt(length - 1) == '/' || target.charAt(length) == '/');
	}

	private static int end(String target) {
		int query = target.indexOf('?');
		return (query < 0) ? target.length() : query;
	}

}
