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

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Decodes gzip (RFC 1952) with any number of members. Zeros after a member are padding,
 * and other trailing bytes are ignored, as {@code gzip} and zlib do. A member that has
 * started must be complete.
 */
final class GzipInputStream extends InflatedInputStream {

	private static final int DEFLATE = 8;

	private static final int HEADER_CHECKSUM = 1 << 1;

	private static final int EXTRA = 1 << 2;

	private static final int NAME = 1 << 3;

	private static final int COMMENT = 1 << 4;

	private static final int RESERVED = 0xE0;

	/**
	 * The checksum of a header, then of the decoded bytes.
	 */
	private final CRC32 checksum = new CRC32();

	private boolean further;

	GzipInputStream(InputStream in, long length) {
		super(in, length);
	}

	@Override
	boolean begin() throws IOException {
		int first = next();
		while (this.further && first == 0) {
			first = next();
		}
		if (first < 0 || !isMember(first)) {
			return false;
		}
		readHeader();
		this.checksum.reset();
		this.further = true;
		inflate(true);
		return true;
	}

	private boolean isMember(int first) throws IOException {
		boolean member = first == 0x1F && require() == 0x8B;
		if (!member && !this.further) {
			throw new ZipException("Not in GZIP format");
		}
		return member;
	}

	private void readHeader() throws IOException {
		this.checksum.reset();
		this.checksum.update(0x1F);
		this.checksum.update(0x8B);
		if (header() != DEFLATE) {
			throw new ZipException("Unsupported compression method in GZIP header");
		}
		int flags = header();
		if ((flags & RESERVED) != 0) {
			throw new ZipException("Unknown flags in GZIP header");
		}
		// time, level and system
		skip(6);
		skipOptionalFields(flags);
		if ((flags & HEADER_CHECKSUM) != 0) {
			int expected = (int) this.checksum.getValue() & 0xFFFF;
			if ((require() | require() << 8) != expected) {
				throw new ZipException("Corrupt GZIP header");
			}
		}
	}

	private void skipOptionalFields(int flags) throws IOException {
		if ((flags & EXTRA) != 0) {
			skip(header() | header() << 8);
		}
		if ((flags & NAME) != 0) {
			skipText();
		}
		if ((flags & COMMENT) != 0) {
			skipText();
		}
	}

	private int header() throws IOException {
		int next = require();
		this.checksum.update(next);
		return next;
	}

	private void skip(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			header();
		}
	}

	private void skipText() throws IOException {
		int next = header();
		while (next != 0) {
			next = header();
		}
	}

	@Override
	void decoded(byte[] bytes, int offset, int length) {
		this.checksum.update(bytes, offset, length);
	}

	@Override
	void finish(long size) throws IOException {
		if (number() != this.checksum.getValue() || number() != (size & 0xFFFFFFFFL)) {
			throw new ZipException("Corrupt GZIP trailer");
		}
	}

	private long number() throws IOException {
		return require() | require() << 8 | require() << 16 | (long) require() << 24;
	}

}
