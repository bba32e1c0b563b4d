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

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Splits a request target into path and query, at its first question mark (RFC 3986,
 * section 3.4).
 */
public final class PathAndQuery {

	private PathAndQuery() {
	}

	/**
	 * Return the path and query of a URI in the form that is sent.
	 * @param uri the URI
	 * @return both, percent-encoded; empty if the URI has neither
	 * @throws IllegalArgumentException if the URI contains a lone surrogate
	 */
	public static String of(URI uri) {
		String path = (uri.getRawPath() != null) ? uri.getRawPath() : "";
		return PercentEncoding.encodeIllegal((uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path);
	}

	/**
	 * Return where the path ends. Allocates nothing.
	 * @param target the path, with or without a query
	 * @return the index of the question mark, or the length if there is none
	 */
	public static int endOfPath(String target) {
		int question = target.indexOf('?');
		return (question >= 0) ? question : target.length();
	}

	/**
	 * Return the path.
	 * @param target the path, with or without a query
	 * @return the part before the question mark
	 */
	public static String path(String target) {
		return target.substring(0, endOfPath(target));
	}

	/**
	 * Return the query.
	 * @param target the path, with or without a query
	 * @return the part after the question mark, or {@code null} if there is none
	 */
	public static @Nullable String query(String target) {
		int end = endOfPath(target);
		return (end < target.length()) ? target.substring(end + 1) : null;
	}

}
