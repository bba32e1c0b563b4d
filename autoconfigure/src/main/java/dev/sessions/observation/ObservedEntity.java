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

package dev.sessions.observation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A response's body with whose end, or failure, an observation ends.
 */
final class ObservedEntity extends HttpEntityWrapper {

	private final Observation observation;

	private final AtomicBoolean stopped = new AtomicBoolean();

	ObservedEntity(HttpEntity entity, Observation observation) {
		super(entity);
		this.observation = observation;
	}

	@Override
	public InputStream getContent() throws IOException {
		return new ObservedInputStream(super.getContent());
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
			stop();
		}
	}

	private void stop() {
		if (this.stopped.compareAndSet(false, true)) {
			this.observation.stop();
		}
	}

	private void fail(Exception ex) {
		if (this.stopped.compareAndSet(false, true)) {
			this.observation.error(ex);
			this.observation.stop();
		}
	}

	/**
	 * Tells when the body ended or failed.
	 */
	private final class ObservedInputStream extends InputStream {

		private final InputStream in;

		ObservedInputStream(InputStream in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			try {
				return seen(this.in.read());
			}
			catch (IOException | RuntimeException ex) {
				fail(ex);
				throw ex;
			}
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			try {
				return seen(this.in.read(buffer, offset, length));
			}
			catch (IOException | RuntimeException ex) {
				fail(ex);
				throw ex;
			}
		}

		private int seen(int read) {
			if (read < 0) {
				stop();
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
				stop();
			}
		}

	}

}
