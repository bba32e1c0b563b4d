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

package dev.sessions.resilience;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A body with which the call lasts. Its end is told once.
 */
final class LastingEntity extends HttpEntityWrapper {

	private final Runnable ended;

	private final AtomicBoolean told = new AtomicBoolean();

	LastingEntity(HttpEntity body, Runnable ended) {
		super(body);
		this.ended = ended;
	}

	@Override
	public InputStream getContent() throws IOException {
		return new LastingInputStream(super.getContent());
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		try (InputStream in = getContent()) {
			in.transferTo(out);
		}
	}

	@Override
	public void close() throws IOException {
		try {
			super.close();
		}
		finally {
			tell();
		}
	}

	private void tell() {
		if (this.told.compareAndSet(false, true)) {
			this.ended.run();
		}
	}

	/**
	 * Tells when it was read or closed.
	 */
	private final class LastingInputStream extends FilterInputStream {

		LastingInputStream(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			return seen(super.read());
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			return seen(super.read(buffer, offset, length));
		}

		private int seen(int read) {
			if (read < 0) {
				tell();
			}
			return read;
		}

		@Override
		public void close() throws IOException {
			try {
				super.close();
			}
			finally {
				tell();
			}
		}

	}

}
