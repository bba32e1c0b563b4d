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

import dev.sessions.internal.body.BlockInputStream;
import dev.sessions.internal.body.ReadEntity;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A body with a maximum size.
 */
final class LimitedEntity extends ReadEntity {

	private final long limit;

	LimitedEntity(HttpEntity entity, long limit) {
		super(entity);
		this.limit = limit;
	}

	@Override
	public InputStream getContent() throws IOException {
		return new LimitedInputStream(super.getContent(), this.limit);
	}

	/**
	 * Fails and closes when more bytes are read than the limit allows.
	 */
	private static final class LimitedInputStream extends BlockInputStream {

		private final InputStream in;

		private final long limit;

		private long read;

		LimitedInputStream(InputStream in, long limit) {
			this.in = in;
			this.limit = limit;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int n = this.in.read(buffer, offset, length);
			this.read += Math.max(n, 0);
			if (this.read > this.limit) {
				close();
				throw new BodyTooLargeException(this.limit);
			}
			return n;
		}

		@Override
		public int available() throws IOException {
			return this.in.available();
		}

		@Override
		public void close() throws IOException {
			this.in.close();
		}

	}

}
