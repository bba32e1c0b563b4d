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
 * The lines of the headers that a connection sent last, by their place in the head. A
 * header is kept as a line once it was sent twice as the same object; one that is made
 * anew for each request costs nothing here. Belongs to the thread that has the
 * connection.
 */
final class RenderedHeaders {

	private static final int MAX_HEADERS = 12;

	private static final int MAX_LENGTH = 512;

	private static final byte[] NOTHING = new byte[0];

	private final @Nullable Header[] headers = new Header[MAX_HEADERS];

	private final byte[][] lines = new byte[MAX_HEADERS][0];

	/**
	 * The line of a header, if it was sent from this place before.
	 * @param header the header
	 * @param position its place in the head
	 * @return the line with its end, or {@code null}
	 */
	byte @Nullable [] find(Header header, int position) {
		if (position >= MAX_HEADERS || this.headers[position] != header) {
			return null;
		}
		byte[] line = this.lines[position];
		return (line.length > 0) ? line : null;
	}

	/**
	 * A header was rendered.
	 * @param header the header
	 * @param position its place in the head
	 * @param head holds its line
	 * @param start where the line begins
	 * @param end where it ends
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
