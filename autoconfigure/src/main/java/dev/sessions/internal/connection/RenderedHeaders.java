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

package dev.sessions.internal.connection;

import java.util.Arrays;

import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the rendered header lines of one connection, by position in the head. A line
 * is cached once the same header object was sent twice, so headers created for each
 * request are not copied. Confined to the thread that holds the connection.
 */
final class RenderedHeaders {

	private static final int MAX_HEADERS = 12;

	private static final int MAX_LENGTH = 512;

	private static final byte[] NOTHING = new byte[0];

	private final @Nullable Header[] headers = new Header[MAX_HEADERS];

	private final byte[][] lines = new byte[MAX_HEADERS][0];

	/**
	 * Find the cached line of a header.
	 * @param header the header
	 * @param position its position in the head
	 * @return the line including its line end, or {@code null} if it is not cached
	 */
	byte @Nullable [] find(Header header, int position) {
		if (position >= MAX_HEADERS || this.headers[position] != header) {
			return null;
		}
		byte[] line = this.lines[position];
		return (line.length > 0) ? line : null;
	}

	/**
	 * Record a rendered header.
	 * @param header the header
	 * @param position its position in the head
	 * @param head the rendered head
	 * @param start the start of the line
	 * @param end the end of the line
	 */
	void add(Header header, int position, byte[] head, int start, int end) {
		if (position >= MAX_HEADERS) {
			return;
		}
		boolean again = this.headers[position] == header;
		this.headers[position] = header;
		this.lines[position] = (again && end - start <= MAX_LENGTH) ? Arrays.copyOfRange(head, start, end) : NOTHING;
	}

}
