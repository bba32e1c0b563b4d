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

package dev.sessions.content;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.time.Duration;

import dev.sessions.limit.BodyTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that end with LF, CR or both, each as soon as it is there. A line has a
 * greatest length and a longest time, so that a server cannot send one without end. Not
 * thread-safe.
 */
public final class LineReader {

	private static final char MARK = '\uFEFF';

	private final StreamedBody body;

	private final Reader in;

	private final long maxLength;

	private final long maxNanos;

	private final char[] buffer = new char[4096];

	private int at;

	private int end;

	private boolean begun;

	private boolean afterReturn;

	/**
	 * Create a reader.
	 * @param body the body, which remembers how reading failed
	 * @param charset what its text is written in
	 * @param maxLength the greatest length of a line in characters
	 * @param maxTime the longest time that a line may take
	 */
	public LineReader(StreamedBody body, Charset charset, long maxLength, Duration maxTime) {
		this.body = body;
		this.in = new InputStreamReader(body, charset);
		this.maxLength = maxLength;
		this.maxNanos = maxTime.toNanos();
	}

	/**
	 * The next line.
	 * @return the line without its end, or {@code null} at the end of the body
	 * @throws BodyTooLargeException if the line is too long
	 * @throws SocketTimeoutException if it does not end in time
	 * @throws IOException if the body cannot be read
	 */
	public @Nullable String next() throws IOException {
		StringBuilder line = new StringBuilder();
		long start = System.nanoTime();
		while (fill(start)) {
			int from = this.at;
			while (this.at < this.end && this.buffer[this.at] != '\n' && this.buffer[this.at] != '\r') {
				this.at++;
			}
			requireRoom((long) line.length() + this.at - from);
			line.append(this.buffer, from, this.at - from);
			if (this.at < this.end) {
				this.afterReturn = this.buffer[this.at++] == '\r';
				return line.toString();
			}
		}
		return line.isEmpty() ? null : line.toString();
	}

	/**
	 * Refuse text that is too long.
	 * @param length the length that it would have, in characters
	 * @throws BodyTooLargeException if that is more than a line may have
	 */
	public void requireRoom(long length) throws IOException {
		if (length > this.maxLength) {
			throw this.body.failed(new BodyTooLargeException(this.maxLength));
		}
	}

	/**
	 * Have something in the buffer, other than the LF of an end of which CR was enough.
	 * @return whether there is anything
	 */
	private boolean fill(long start) throws IOException {
		while (true) {
			if (this.at == this.end && !read(start)) {
				return false;
			}
			if (!this.afterReturn || this.buffer[this.at] != '\n') {
				this.afterReturn = false;
				return true;
			}
			this.afterReturn = false;
			this.at++;
		}
	}

	private boolean read(long start) throws IOException {
		if (System.nanoTime() - start > this.maxNanos) {
			throw this.body.failed(new SocketTimeoutException("A line did not end in time"));
		}
		int n = this.in.read(this.buffer);
		this.at = 0;
		this.end = Math.max(n, 0);
		if (n > 0 && !this.begun) {
			this.begun = true;
			this.at = (this.buffer[0] == MARK) ? 1 : 0;
			return this.at < n || read(start);
		}
		return n > 0;
	}

}
