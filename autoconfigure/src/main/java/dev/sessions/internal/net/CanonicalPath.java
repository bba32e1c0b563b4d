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

package dev.sessions.internal.net;

/**
 * The canonical form of a path (RFC 3986, sections 6.2.2.2 and 6.2.2.3): unreserved
 * characters are not percent-encoded, and there are no dot segments. Used for comparison
 * only; requests are sent with the original path.
 */
public final class CanonicalPath {

	private static final int ESCAPE_LENGTH = 3;

	private CanonicalPath() {
	}

	/**
	 * Return the canonical form. Allocates nothing if the path is canonical.
	 * @param pathAndQuery the path, with or without a query, which stays unchanged
	 * @return the canonical form
	 */
	public static String of(String pathAndQuery) {
		if (pathAndQuery.indexOf('%') < 0 && !pathAndQuery.contains("/.")) {
			return pathAndQuery;
		}
		int end = PathAndQuery.endOfPath(pathAndQuery);
		String path = withoutNeedlessEscapes(pathAndQuery.substring(0, end));
		return DotSegments.remove(path) + pathAndQuery.substring(end);
	}

	private static String withoutNeedlessEscapes(String path) {
		StringBuilder decoded = new StringBuilder(path.length());
		for (int i = 0; i < path.length(); i++) {
			int octet = octet(path, i);
			if (PercentEncoding.isUnreserved(octet)) {
				decoded.append((char) octet);
				i += ESCAPE_LENGTH - 1;
			}
			else {
				decoded.append(path.charAt(i));
			}
		}
		return decoded.toString();
	}

	private static int octet(String path, int at) {
		if (path.charAt(at) != '%' || at + ESCAPE_LENGTH > path.length()) {
			return -1;
		}
		int high = Character.digit(path.charAt(at + 1), 16);
		int low = Character.digit(path.charAt(at + 2), 16);
		return (high >= 0 && low >= 0) ? high << 4 | low : -1;
	}

}
