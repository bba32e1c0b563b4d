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

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A multipart body: parts between boundaries (RFC 2046, section 5.1.1). It is repeatable
 * if all of its parts are, and has a known length if all of its parts have.
 */
final class MultipartEntity extends AbstractHttpEntity {

	private final List<MultipartPart> parts;

	private final byte[] delimiter;

	private final byte[] end;

	MultipartEntity(List<MultipartPart> parts, String boundary, String contentType) {
		super(contentType, null, false);
		this.parts = List.copyOf(parts);
		this.delimiter = ("--" + boundary + "\r\n").getBytes(StandardCharsets.US_ASCII);
		this.end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public boolean isRepeatable() {
		return this.parts.stream().allMatch((part) -> part.content().isRepeatable());
	}

	@Override
	public boolean isStreaming() {
		return !isRepeatable();
	}

	@Override
	public long getContentLength() {
		long length = this.end.length;
		for (MultipartPart part : this.parts) {
			long partLength = part.length();
			if (partLength < 0) {
				return -1;
			}
			length += this.delimiter.length + partLength + 2;
		}
		return length;
	}

	@Override
	public InputStream getContent() {
		throw new UnsupportedOperationException("This body can only be written");
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		OutputStream shared = new SharedOutput(out);
		for (MultipartPart part : this.parts) {
			out.write(this.delimiter);
			part.writeTo(shared);
			out.write('\r');
			out.write('\n');
		}
		out.write(this.end);
	}

	@Override
	public void close() throws IOException {
		for (MultipartPart part : this.parts) {
			part.content().close();
		}
	}

	/**
	 * Prevents a part from closing or flushing the stream of the body.
	 */
	private static final class SharedOutput extends FilterOutputStream {

		SharedOutput(OutputStream out) {
			super(out);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
		}

		@Override
		public void flush() {
			// the body is flushed once, at its end
		}

		@Override
		public void close() {
			// more parts follow
		}

	}

}
