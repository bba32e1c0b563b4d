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

package dev.sessions.internal.text;

/**
 * The part of a URI that logs and messages show. Queries and fragments are omitted,
 * because they may contain secrets.
 */
public final class ShownUri {

	private ShownUri() {
	}

	/**
	 * Return the part of a URI that may be shown: up to its query or fragment, with
	 * masked values of path parameters, because servers put session ids there.
	 * @param uri the URI or path, which need not be valid
	 * @return the part to show
	 */
	public static String of(String uri) {
		return PathParameters.replaceValues(withoutQuery(uri), (name) -> "***");
	}

	/**
	 * Return a URI up to its query or fragment.
	 * @param uri the URI or path, which need not be valid
	 * @return the part before the first question mark or number sign
	 */
	public static String withoutQuery(String uri) {
		int end = 0;
		while (end < uri.length() && uri.charAt(end) != '?' && uri.charAt(end) != '#') {
			end++;
		}
		return uri.substring(0, end);
	}

}
