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

package dev.sessions.internal.body;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A request body that must have its declared length. HttpCore silently omits excess
 * bytes, and leaves the server waiting for missing ones (RFC 9112, section 6.2).
 */
public final class ExactLengthEntity extends HttpEntityWrapper {

	private volatile long announced = -1;

	/**
	 * Create a body that enforces its length.
	 * @param entity the body; writing it fails if its length is wrong
	 */
	public ExactLengthEntity(HttpEntity entity) {
		super(entity);
	}

	/**
	 * Return the length that the head of the request declares. The number of written
	 * bytes is compared with it, even if the length of the body has changed since.
	 */
	@Override
	public long getContentLength() {
		long length = super.getContentLength();
		this.announced = length;
		return length;
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		long length = this.announced;
		if (length < 0) {
			super.writeTo(out);
			return;
		}
		CountedOutput counted = new CountedOutput(out, length);
		super.writeTo(counted);
		counted.requireWhole();
	}

	/**
	 * Counts the written bytes. A buffer that would exceed the length is not written at
	 * all.
	 */
	private static final class CountedOutput extends FilterOutputStream {

		private final long announced;

		private long written;

		CountedOutput(OutputStream out, long announced) {
			super(out);
			this.announced = announced;
		}

		@Override
		public void write(int b) throws IOException {
			count(1);
			this.out.write(b);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			count(length);
			this.out.write(bytes, offset, length);
		}

		private void count(int length) throws IOException {
			this.written += length;
			if (this.written > this.announced) {
				throw new ProtocolException("the request body is longer than the " + this.announced
						+ " bytes that its length says: it has at least " + this.written);
			}
		}

		void requireWhole() throws IOException {
			if (this.written < this.announced) {
				throw new ProtocolException("the request body is shorter than the " + this.announced
						+ " bytes that its length says: it has " + this.written);
			}
		}

	}

}
