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
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.body.BlockInputStream;
import dev.sessions.internal.concurrent.StepDeadline;

/**
 * Reads a body from a leased connection. The end of the body releases the connection, and
 * a failure closes it. Closing the stream early drains the body, so that the connection
 * can be reused. As a new connection costs little more, draining is limited to 64 KiB and
 * 50 ms; beyond these limits the connection is closed.
 */
final class LeasedInputStream extends BlockInputStream {

	private static final int MAX_DRAINED = 64 * 1024;

	private static final long MAX_DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final InputStream in;

	private final LeasedEntity lease;

	/**
	 * The number of remaining bytes, or negative if unknown.
	 */
	private long rest;

	private boolean ended;

	LeasedInputStream(InputStream in, LeasedEntity lease, long length) {
		this.in = in;
		this.lease = lease;
		this.rest = length;
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
			if (this.rest == 0 || drain()) {
				end();
			}
			else {
				fail();
			}
		}
		catch (IOException | RuntimeException ex) {
			// the caller does not need the rest, and the connection is closed
			fail();
		}
	}

	/**
	 * Reads the rest of the body within the limits.
	 * @return whether the end was reached
	 * @throws IOException if the connection fails, or is closed at the time limit
	 */
	private boolean drain() throws IOException {
		StepDeadline deadline = new StepDeadline(MAX_DRAIN_NANOS, this.lease::discard,
				"The rest of the body takes too long");
		try {
			return readRest();
		}
		finally {
			deadline.end();
		}
	}

	private boolean readRest() throws IOException {
		long begin = System.nanoTime();
		if (this.in.read() < 0) {
			return true;
		}
		byte[] buffer = new byte[2048];
		// the timer may be late
		for (int drained = 1; drained <= MAX_DRAINED && System.nanoTime() - begin < MAX_DRAIN_NANOS;) {
			int n = this.in.read(buffer);
			if (n < 0) {
				return true;
			}
			drained += n;
		}
		return false;
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
