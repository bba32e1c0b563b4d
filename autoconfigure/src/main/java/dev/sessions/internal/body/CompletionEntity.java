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

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A response body that reports the bytes that are read, and reports once that it has
 * ended or failed. The content is unchanged.
 */
public abstract class CompletionEntity extends ReadEntity {

	private final AtomicBoolean ended = new AtomicBoolean();

	protected CompletionEntity(HttpEntity entity) {
		super(entity);
	}

	/**
	 * Called after a part of the body was read.
	 * @param buffer the buffer that contains the part
	 * @param offset the start of the part
	 * @param length the length of the part
	 */
	protected void read(byte[] buffer, int offset, int length) {
	}

	/**
	 * Called once, after the body was read to its end, closed early, or failed.
	 * @param failure the failure, or {@code null} if there was none
	 */
	protected abstract void ended(@Nullable Exception failure);

	@Override
	public final InputStream getContent() throws IOException {
		return new ReportingInputStream(super.getContent());
	}

	@Override
	public final void close() throws IOException {
		try {
			super.close();
		}
		finally {
			end(null);
		}
	}

	private void end(@Nullable Exception failure) {
		if (this.ended.compareAndSet(false, true)) {
			ended(failure);
		}
	}

	/**
	 * Reports the bytes that are read and the end of the body.
	 */
	private final class ReportingInputStream extends BlockInputStream {

		private final InputStream in;

		ReportingInputStream(InputStream in) {
			this.in = in;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read;
			try {
				read = this.in.read(buffer, offset, length);
			}
			catch (IOException | RuntimeException ex) {
				end(ex);
				throw ex;
			}
			if (read < 0) {
				end(null);
			}
			else {
				CompletionEntity.this.read(buffer, offset, read);
			}
			return read;
		}

		@Override
		public int available() throws IOException {
			return this.in.available();
		}

		@Override
		public void close() throws IOException {
			try {
				this.in.close();
			}
			finally {
				end(null);
			}
		}

	}

}
