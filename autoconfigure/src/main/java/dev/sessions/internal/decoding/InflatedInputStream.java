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

package dev.sessions.internal.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

import dev.sessions.internal.body.BlockInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes deflated data (RFC 1951). A read returns decoded data as soon as there is any,
 * and blocks only while the received bytes decode to none. The bytes alone determine
 * where parts of a body start and end, never {@link InputStream#available}. The memory of
 * the {@link Inflater} is released at the end, on failure and on close. Not thread-safe.
 */
abstract class InflatedInputStream extends BlockInputStream {

	private static final int BUFFER_SIZE = 512;

	/**
	 * The bytes that identify a format.
	 */
	private static final int MIN_BUFFER_SIZE = 2;

	private final InputStream in;

	private final byte[] buffer;

	private int at;

	private int end;

	private @Nullable Inflater inflater;

	private boolean inflating;

	private boolean ended;

	private boolean closed;

	private @Nullable IOException failure;

	/**
	 * Create a stream.
	 * @param in the encoded bytes
	 * @param length their number, or negative if it is unknown
	 */
	InflatedInputStream(InputStream in, long length) {
		this.in = in;
		this.buffer = new byte[(length < 0) ? BUFFER_SIZE
				: (int) Math.max(MIN_BUFFER_SIZE, Math.min(length, BUFFER_SIZE))];
	}

	/**
	 * Read up to the next deflated data, and announce it with {@link #inflate}.
	 * @return {@code false} if the body has ended
	 */
	abstract boolean begin() throws IOException;

	/**
	 * Called after bytes were decoded.
	 */
	void decoded(byte[] bytes, int offset, int length) {
	}

	/**
	 * Read the trailer that follows deflated data.
	 * @param size the number of decoded bytes
	 */
	void finish(long size) throws IOException {
	}

	@Override
	public final int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.closed) {
			throw new IOException("The body is closed");
		}
		if (this.ended || length == 0) {
			return this.ended ? -1 : 0;
		}
		try {
			int count = decode(bytes, offset, length);
			if (count < 0) {
				release();
			}
			return count;
		}
		catch (IOException ex) {
			this.failure = ex;
			release();
			throw ex;
		}
	}

	private int decode(byte[] bytes, int offset, int length) throws IOException {
		while (this.inflating || begin()) {
			Inflater present = Objects.requireNonNull(this.inflater);
			int count = inflated(present, bytes, offset, length);
			if (count > 0) {
				decoded(bytes, offset, count);
				return count;
			}
			if (present.finished()) {
				this.inflating = false;
				this.at = this.end - present.getRemaining();
				finish(present.getBytesWritten());
			}
			else if (!present.needsInput() || !fill()) {
				throw present.needsInput() ? tooShort() : new ZipException("The body requires a preset dictionary");
			}
			else {
				present.setInput(this.buffer, this.at, this.end - this.at);
			}
		}
		return -1;
	}

	private static int inflated(Inflater inflater, byte[] bytes, int offset, int length) throws ZipException {
		try {
			return inflater.inflate(bytes, offset, length);
		}
		catch (DataFormatException ex) {
			throw new ZipException((ex.getMessage() != null) ? ex.getMessage() : "Invalid deflated data");
		}
	}

	/**
	 * Start deflated data with the next byte.
	 * @param bare whether the data has no zlib header and checksum (RFC 1950)
	 */
	final void inflate(boolean bare) {
		if (this.inflater == null) {
			this.inflater = new Inflater(bare);
		}
		else {
			this.inflater.reset();
		}
		this.inflater.setInput(this.buffer, this.at, this.end - this.at);
		this.inflating = true;
	}

	/**
	 * Return the next byte outside deflated data.
	 * @return the byte, or -1 at the end
	 */
	final int next() throws IOException {
		return (this.at < this.end || fill()) ? this.buffer[this.at++] & 0xFF : -1;
	}

	/**
	 * Return the next byte outside deflated data.
	 * @return the byte
	 * @throws EOFException at the end
	 */
	final int require() throws IOException {
		int next = next();
		if (next < 0) {
			throw tooShort();
		}
		return next;
	}

	/**
	 * Return the first two bytes of the body without consuming them.
	 * @return the bytes, or -1 if the body is empty
	 * @throws EOFException if there is only one
	 */
	final int peek() throws IOException {
		while (this.end < 2) {
			int count = this.in.read(this.buffer, this.end, this.buffer.length - this.end);
			if (count < 0 && this.end > 0) {
				throw tooShort();
			}
			if (count < 0) {
				return -1;
			}
			this.end += count;
		}
		return (this.buffer[0] & 0xFF) << 8 | (this.buffer[1] & 0xFF);
	}

	private boolean fill() throws IOException {
		int count = 0;
		while (count == 0) {
			count = this.in.read(this.buffer, 0, this.buffer.length);
		}
		this.at = 0;
		this.end = Math.max(count, 0);
		return count > 0;
	}

	private static EOFException tooShort() {
		return new EOFException("The encoded body is incomplete");
	}

	private void release() {
		this.ended = true;
		if (this.inflater != null) {
			this.inflater.end();
			this.inflater = null;
		}
	}

	/**
	 * Always 0, because the received bytes may not suffice to decode anything.
	 */
	@Override
	public final int available() {
		return 0;
	}

	@Override
	public final void close() throws IOException {
		this.closed = true;
		release();
		this.in.close();
	}

}
