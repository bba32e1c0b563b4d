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

package dev.sessions.internal.content;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;

import dev.sessions.internal.decoding.BodyTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that end with LF, CR or both, and returns each as soon as it is complete.
 * The length and the duration of a line are limited, so that a server cannot send an
 * endless line. Not thread-safe.
 */
public final class LineReader {

	private static final char MARK = '\uFEFF';

	private static final int SIZE = 4096;

	private final StreamedBody body;

	private final CharsetDecoder decoder;

	private final long maxLength;

	private final long maxNanos;

	private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);

	private final char[] buffer;

	private final CharBuffer characters;

	private boolean ended;

	private int at;

	private int end;

	private boolean begun;

	private boolean afterReturn;

	/**
	 * Create a reader.
	 * @param body the body, which keeps the failure of reading
	 * @param charset the charset of its text
	 * @param maxLength the maximum length of a line in characters
	 * @param maxTime the maximum time for a line
	 */
	public LineReader(StreamedBody body, Charset charset, long maxLength, Duration maxTime) {
		this.body = body;
		this.decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		// sufficient for one read and the bytes that the decoder still holds
		this.buffer = new char[(int) Math.ceil((SIZE + 1) * this.decoder.maxCharsPerByte())];
		this.characters = CharBuffer.wrap(this.buffer);
		this.maxLength = maxLength;
		this.maxNanos = maxTime.toNanos();
	}

	/**
	 * Return the next line.
	 * @return the line without its end, or {@code null} at the end of the body
	 * @throws BodyTooLargeException if the line is too long
	 * @throws SocketTimeoutException if the line does not end in time
	 * @throws IOException if reading the body fails
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
	 * Check the length of a text.
	 * @param length the length in characters
	 * @throws BodyTooLargeException if it exceeds the maximum length of a line
	 */
	public void requireRoom(long length) throws IOException {
		if (length > this.maxLength) {
			throw this.body.failed(new BodyTooLargeException(this.maxLength));
		}
	}

	/**
	 * Ensure that a character is in the buffer, and skip the LF of a CR LF whose line was
	 * returned at the CR.
	 * @return {@code false} at the end of the body
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
		while (this.at == this.end && !this.ended) {
			if (System.nanoTime() - start > this.maxNanos) {
				throw this.body.failed(new SocketTimeoutException("A line did not end in time"));
			}
			this.end = decode();
			this.at = 0;
			if (this.end > 0 && !this.begun) {
				this.begun = true;
				this.at = (this.buffer[0] == MARK) ? 1 : 0;
			}
		}
		return this.at < this.end;
	}

	/**
	 * Read once and decode the available bytes. An {@link java.io.InputStreamReader}
	 * would rely on {@code available()} of the body, which is not always exact.
	 * @return the number of characters in the buffer
	 */
	private int decode() throws IOException {
		this.bytes.compact();
		int count = this.body.read(this.bytes.array(), this.bytes.position(), this.bytes.remaining());
		this.ended = count < 0;
		this.bytes.position(this.bytes.position() + Math.max(count, 0)).flip();
		this.characters.clear();
		this.decoder.decode(this.bytes, this.characters, this.ended);
		if (this.ended) {
			this.decoder.flush(this.characters);
		}
		return this.characters.position();
	}

}
