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

package dev.sessions.internal.call;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a body from a leased connection. The end of the body gives the connection back, a
 * failure closes it. Closing before the end drains a small rest, so that the connection
 * can be used again; a larger one is not worth the wait, and the connection is closed.
 */
final class LeasedInputStream extends InputStream {

	private final InputStream in;

	private final Lease lease;

	/**
	 * How many bytes are still to come, or negative if that is not known.
	 */
	private long rest;

	private boolean ended;

	LeasedInputStream(InputStream in, Lease lease, long length) {
		this.in = in;
		this.lease = lease;
		this.rest = length;
	}

	@Override
	public int read() throws IOException {
		if (this.ended) {
			return -1;
		}
		try {
			int b = this.in.read();
			if (b < 0) {
				end();
			}
			else {
				this.rest--;
			}
			return b;
		}
		catch (IOException | RuntimeException ex) {
			fail();
			throw ex;
		}
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		if (this.ended) {
			return -1;
		}
		try {
			int n = this.in.read(buffer, offset, length);
			if (n < 0) {
				end();
			}
			else {
				this.rest -= n;
			}
			return n;
		}
		catch (IOException | RuntimeException ex) {
			fail();
			throw ex;
		}
	}

	@Override
	public int available() throws IOException {
		return this.ended ? 0 : this.in.available();
	}

	@Override
	public void close() {
		if (this.ended) {
			return;
		}
		try {
			if (this.rest == 0 || Drain.drain(this.in, this.lease)) {
				end();
			}
			else {
				fail();
			}
		}
		catch (IOException | RuntimeException ex) {
			// the body was not read to its end on purpose; the connection is closed
			fail();
		}
	}

	private void end() throws IOException {
		this.ended = true;
		this.in.close();
		this.lease.release();
	}

	private void fail() {
		this.ended = true;
		this.lease.discard();
	}

}
