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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Path segments of one or two dots (RFC 3986, section 3.3). A dot may be percent-encoded,
 * because servers decode a path before they resolve it.
 */
public final class DotSegments {

	private static final String ENCODED_PAIR = "%2e%2e";

	private DotSegments() {
	}

	/**
	 * Resolve the dot segments of a path (RFC 3986, section 5.2.4).
	 * @param path an absolute path
	 * @return the path without dot segments; the same string if it has none
	 */
	static String remove(String path) {
		String[] segments = path.split("/", -1);
		List<String> kept = new ArrayList<>(segments.length);
		boolean changed = false;
		for (int i = 1; i < segments.length; i++) {
			int dots = dots(segments[i]);
			changed |= dots > 0;
			if (dots == 0) {
				kept.add(segments[i]);
			}
			else if (dots == 2 && !kept.isEmpty()) {
				kept.remove(kept.size() - 1);
			}
			if (dots > 0 && i == segments.length - 1) {
				kept.add("");
			}
		}
		return changed ? "/" + String.join("/", kept) : path;
	}

	/**
	 * Count the dot segments of a path.
	 * @param path the path
	 * @return the number of segments that consist of one or two dots
	 */
	public static long count(String path) {
		return Arrays.stream(path.split("/", -1)).filter((segment) -> dots(segment) > 0).count();
	}

	/**
	 * Return 1 or 2 for a dot segment, and 0 for any other segment.
	 */
	private static int dots(String segment) {
		if (segment.isEmpty() || segment.length() > ENCODED_PAIR.length()) {
			return 0;
		}
		return switch (segment.replace("%2e", ".").replace("%2E", ".")) {
			case "." -> 1;
			case ".." -> 2;
			default -> 0;
		};
	}

}
