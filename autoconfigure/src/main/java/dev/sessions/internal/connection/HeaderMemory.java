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
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the header lines received on one connection. Servers repeat most header
 * lines in each response, and a cached line need not be parsed again. Lines over 160
 * characters and cookies are not cached. Confined to the thread that holds the
 * connection.
 */
final class HeaderMemory {

	private static final int MAX_LINES = 32;

	private static final int MAX_LENGTH = 160;

	private Line[] known = new Line[8];

	private int size;

	/**
	 * The expected index of the next line of the current response.
	 */
	private int next;

	void restart() {
		this.next = 0;
	}

	/**
	 * Find the header of a cached line.
	 * @param line the line
	 * @return the header, or {@code null} if the line is not cached
	 */
	@Nullable Header recall(CharArrayBuffer line) {
		for (int i = this.next; i < this.size; i++) {
			if (this.known[i].is(line)) {
				this.next = i + 1;
				return this.known[i].header;
			}
		}
		for (int i = 0; i < this.next; i++) {
			if (this.known[i].is(line)) {
				return this.known[i].header;
			}
		}
		return null;
	}

	/**
	 * Parse a line that is not cached, and cache it.
	 * @param line the line
	 * @param colon the index of the colon
	 * @return the header, whose value has no surrounding white space and no control
	 * characters; those of a cookie are kept, as they make it invalid
	 */
	Header learn(CharArrayBuffer line, int colon) {
		int same = sameName(line, colon);
		String name = (same >= 0) ? this.known[same].header.getName() : line.substring(0, colon);
		String value = line.substringTrimmed(colon + 1, line.length());
		if (name.equalsIgnoreCase(HttpHeaders.SET_COOKIE)) {
			return new BasicHeader(name, value);
		}
		Header header = new BasicHeader(name, HeaderOctets.withoutControls(value));
		if (line.length() <= MAX_LENGTH) {
			keep(line, header, same);
		}
		return header;
	}

	private int sameName(CharArrayBuffer line, int colon) {
		for (int i = 0; i < this.size; i++) {
			int at = (this.next + i) % this.size;
			if (this.known[at].hasName(line, colon)) {
				return at;
			}
		}
		return -1;
	}

	/**
	 * Caches a line. A changed value replaces the previous one, unless that belongs to
	 * another line of the same response.
	 */
	private void keep(CharArrayBuffer line, Header header, int same) {
		if (same >= this.next) {
			this.known[same].set(line, header);
			this.next = same + 1;
		}
		else if (this.size < MAX_LINES) {
			if (this.size == this.known.length) {
				this.known = Arrays.copyOf(this.known, MAX_LINES);
			}
			this.known[this.size++] = new Line(line, header);
			this.next = this.size;
		}
	}

	/**
	 * A raw line and its header.
	 */
	private static final class Line {

		private char[] text;

		private Header header;

		private Line(CharArrayBuffer line, Header header) {
			this.text = line.toCharArray();
			this.header = header;
		}

		private void set(CharArrayBuffer line, Header header) {
			if (line.length() == this.text.length) {
				System.arraycopy(line.array(), 0, this.text, 0, line.length());
			}
			else {
				this.text = line.toCharArray();
			}
			this.header = header;
		}

		private boolean is(CharArrayBuffer line) {
			return Arrays.equals(this.text, 0, this.text.length, line.array(), 0, line.length());
		}

		private boolean hasName(CharArrayBuffer line, int colon) {
			return this.text.length > colon && this.text[colon] == ':'
					&& Arrays.equals(this.text, 0, colon, line.array(), 0, colon);
		}

	}

}
