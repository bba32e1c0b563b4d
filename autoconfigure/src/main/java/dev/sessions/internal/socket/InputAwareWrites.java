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

package dev.sessions.internal.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The writes of a {@link ChannelIo} in a mode other than {@link WriteMode#PLAIN}, or
 * while its reads do not wait. The peer may have stopped reading because it has
 * responded, so a write that has to wait checks for input meanwhile. Created only when
 * needed.
 */
final class InputAwareWrites {

	/**
	 * The size of one read of the layer above.
	 */
	private static final int AHEAD_SIZE = 8 * 1024;

	/**
	 * The number of pending bytes from which a write waits regardless of input.
	 */
	private static final int MAX_PENDING = 128 * 1024;

	/**
	 * The interval of checks for input on a platform thread.
	 */
	private static final int LOOK_MILLIS = 20;

	/**
	 * The time to send the last bytes before the layer above checks again.
	 */
	private static final int FLUSH_MILLIS = 100;

	private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final WaitingChannel channel;

	private WriteMode mode;

	/**
	 * Bytes of the layer above that are not written to the channel yet.
	 */
	private ByteBuffer pending = ByteBuffer.allocate(0);

	/**
	 * Bytes that were read to check for input.
	 */
	private @Nullable ByteBuffer ahead;

	private final ByteBuffer checked = ByteBuffer.allocate(AHEAD_SIZE);

	InputAwareWrites(WaitingChannel channel, WriteMode mode) {
		this.channel = channel;
		this.mode = mode;
	}

	WriteMode mode() {
		return this.mode;
	}

	/**
	 * Change the mode. Pending bytes are written before writes become plain.
	 * @throws SocketTimeoutException if that takes longer than 100 ms; the mode stays
	 */
	void setMode(WriteMode mode) throws IOException {
		if (mode == WriteMode.PLAIN) {
			send(this.pending, new Wait(false, FLUSH_MILLIS));
		}
		this.mode = mode;
	}

	/**
	 * Return whether this object holds no bytes and no mode, so that it can be dropped.
	 */
	boolean isEmpty() {
		return this.mode == WriteMode.PLAIN && !this.pending.hasRemaining() && this.ahead == null;
	}

	/**
	 * Write, or keep the bytes that cannot be written yet.
	 * @param timeout the maximum time a write waits in {@link WriteMode#BOUNDED}, in
	 * milliseconds, 0 for no bound
	 */
	void write(byte[] bytes, int offset, int length, int timeout) throws IOException {
		Wait wait = new Wait(this.mode == WriteMode.UNTIL_INPUT && this.pending.remaining() < MAX_PENDING,
				(this.mode == WriteMode.BOUNDED) ? timeout : 0);
		ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
		if (!send(this.pending, wait) || !send(source, wait)) {
			keep(source);
		}
	}

	/**
	 * Write without waiting. The layer above sends short TLS responses here; their number
	 * grows only if the peer requests more of them than it reads.
	 */
	void writeAvailable(byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
		while (this.pending.hasRemaining() && this.channel.write(this.pending) > 0) {
			// repeat with the rest
		}
		while (!this.pending.hasRemaining() && source.hasRemaining() && this.channel.write(source) > 0) {
			// repeat with the rest
		}
		if (source.hasRemaining() && (this.mode == WriteMode.PLAIN || this.pending.remaining() >= MAX_PENDING)) {
			throw new SocketException("The peer requests TLS messages but does not read them");
		}
		keep(source);
	}

	/**
	 * Return bytes that were read ahead.
	 * @return the number of bytes, 0 if there are none
	 */
	int read(byte[] bytes, int offset, int length) {
		ByteBuffer present = this.ahead;
		if (present == null) {
			return 0;
		}
		int count = Math.min(length, present.remaining());
		present.get(bytes, offset, count);
		if (!present.hasRemaining()) {
			this.ahead = null;
		}
		return count;
	}

	int available() {
		return (this.ahead != null) ? this.ahead.remaining() : 0;
	}

	private void keep(ByteBuffer rest) {
		if (rest.hasRemaining()) {
			ByteBuffer kept = ByteBuffer.allocate(this.pending.remaining() + rest.remaining());
			this.pending = kept.put(this.pending).put(rest).flip();
		}
	}

	/**
	 * Write until all bytes are written or there is input.
	 * @return whether all bytes are written
	 */
	private boolean send(ByteBuffer source, Wait wait) throws IOException {
		while (source.hasRemaining()) {
			if (this.channel.write(source) > 0) {
				wait.restart();
			}
			else if (wait.forInput && hasInput()) {
				return false;
			}
			else {
				wait.await();
			}
		}
		return true;
	}

	/**
	 * Return whether there is input. The end of the input counts as input.
	 */
	private boolean hasInput() throws IOException {
		if (this.ahead == null) {
			this.checked.clear();
			int count = this.channel.read(this.checked);
			if (count <= 0) {
				return count < 0;
			}
			this.ahead = this.checked.flip();
		}
		return true;
	}

	/**
	 * Waits for the peer to read.
	 */
	private final class Wait {

		private final boolean forInput;

		private final int millis;

		private long start = System.nanoTime();

		private long pause = FIRST_PAUSE_NANOS;

		Wait(boolean forInput, int millis) {
			this.forInput = forInput;
			this.millis = millis;
		}

		void restart() {
			if (this.millis > 0) {
				this.start = System.nanoTime();
			}
			this.pause = FIRST_PAUSE_NANOS;
		}

		void await() throws IOException {
			if (!InputAwareWrites.this.channel.awaitWritable(LOOK_MILLIS)) {
				LockSupport.parkNanos(this.pause);
				this.pause = Math.min(2 * this.pause, LONGEST_PAUSE_NANOS);
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException("interrupted while waiting for the peer of the connection");
			}
			if (this.millis > 0 && System.nanoTime() - this.start >= TimeUnit.MILLISECONDS.toNanos(this.millis)) {
				throw new SocketTimeoutException("Write timed out");
			}
		}

	}

}
