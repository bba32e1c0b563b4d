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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

import dev.sessions.internal.body.BlockInputStream;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads a body with chunked transfer coding (RFC 9112, section 7.1). A chunk size
 * consists of hexadecimal digits only: HttpCore also accepts signs and white space, which
 * intermediaries may interpret differently. Extensions and trailers are ignored. Error
 * messages do not show the input. Not thread-safe.
 */
public final class ChunkedBody extends BlockInputStream {

	private final SessionInputBuffer buffer;

	private final InputStream in;

	private final int maxTrailers;

	private final CharArrayBuffer line = new CharArrayBuffer(16);

	/**
	 * The number of bytes left in the current chunk.
	 */
	private long left;

	private boolean begun;

	private boolean ended;

	private boolean broken;

	public ChunkedBody(SessionInputBuffer buffer, InputStream in, int maxTrailers) {
		this.buffer = buffer;
		this.in = in;
		this.maxTrailers = maxTrailers;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (this.broken) {
			throw new MalformedChunkCodingException("Corrupt data stream");
		}
		if (this.ended || length == 0) {
			return this.ended ? -1 : 0;
		}
		this.broken = true;
		int count = readChunk(bytes, offset, length);
		this.broken = false;
		return count;
	}

	private int readChunk(byte[] bytes, int offset, int length) throws IOException {
		if (this.left == 0 && !nextChunk()) {
			return -1;
		}
		int count = this.buffer.read(bytes, offset, (int) Math.min(length, this.left), this.in);
		if (count < 0) {
			throw new TruncatedChunkException("The chunk ended %d bytes early", this.left);
		}
		this.left -= count;
		return count;
	}

	private boolean nextChunk() throws IOException {
		if (this.begun) {
			endChunk();
		}
		this.begun = true;
		if (!readLine()) {
			throw new ConnectionClosedException("The connection ended between two chunks");
		}
		this.left = size();
		if (this.left == 0) {
			skipTrailers();
			this.ended = true;
		}
		return !this.ended;
	}

	private void endChunk() throws IOException {
		if (!readLine()) {
			throw new ConnectionClosedException("The connection ended behind a chunk");
		}
		if (!this.line.isEmpty()) {
			throw new MalformedChunkCodingException("Unexpected content at the end of chunk");
		}
	}

	/**
	 * Parses the chunk size, which may be followed but not preceded by white space (RFC
	 * 9112, section 7.1.1).
	 */
	private long size() throws IOException {
		long size = 0;
		int at = 0;
		while (at < this.line.length() && Character.digit(this.line.charAt(at), 16) >= 0) {
			if (size > Long.MAX_VALUE >> 4) {
				throw new MalformedChunkCodingException("Bad chunk header");
			}
			size = size << 4 | Character.digit(this.line.charAt(at++), 16);
		}
		int digits = at;
		while (at < this.line.length() && (this.line.charAt(at) == ' ' || this.line.charAt(at) == '\t')) {
			at++;
		}
		if (digits == 0 || (at < this.line.length() && this.line.charAt(at) != ';')) {
			throw new MalformedChunkCodingException("Bad chunk header");
		}
		return size;
	}

	private void skipTrailers() throws IOException {
		for (int count = 0; readLine() && !this.line.isEmpty(); count++) {
			if (count == this.maxTrailers) {
				throw new MessageConstraintException("Maximum header count exceeded");
			}
		}
	}

	private boolean readLine() throws IOException {
		this.line.clear();
		return this.buffer.readLine(this.line, this.in) >= 0;
	}

	@Override
	public int available() {
		return (int) Math.min(this.buffer.length(), this.left);
	}

	/**
	 * Reads the rest of the body first, as HttpCore does, since the next response follows
	 * it.
	 */
	@Override
	public void close() throws IOException {
		try {
			if (!this.ended && !this.broken) {
				transferTo(OutputStream.nullOutputStream());
			}
		}
		finally {
			this.ended = true;
		}
	}

}
