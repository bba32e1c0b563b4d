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

package dev.sessions.internal.connection;

import java.io.IOException;
import java.io.OutputStream;

import dev.sessions.internal.connection.ExchangeConnection.EarlyResponse;
import dev.sessions.internal.socket.InputWatch;
import dev.sessions.internal.socket.InputWatch.Input;
import org.jspecify.annotations.Nullable;

/**
 * The output stream of a request body. After the first 64 KiB it checks for an early
 * response between writes, and stops if there is one. After a successful early response,
 * the server may still read the rest, so sending continues as long as it does.
 */
final class BodyOutput extends OutputStream {

	/**
	 * The number of bytes sent before the first check for a response, and between checks.
	 */
	private static final int PART = 64 * 1024;

	private final OutputStream out;

	private final ExchangeConnection connection;

	private long sent;

	private @Nullable InputWatch watch;

	private @Nullable EarlyResponse response;

	private boolean begun;

	private boolean looking;

	private boolean stopped;

	private boolean discarding;

	BodyOutput(OutputStream out, ExchangeConnection connection) {
		this.out = out;
		this.connection = connection;
	}

	/**
	 * Whether sending was stopped by an early response.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Discard all further output.
	 */
	void discard() {
		this.discarding = true;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.discarding) {
			return;
		}
		if (this.stopped) {
			throw stop(null);
		}
		int end = offset + length;
		for (int at = offset; at < end; at += PART) {
			if (this.sent >= PART) {
				look();
			}
			send(bytes, at, Math.min(PART, end - at));
		}
	}

	private void send(byte[] bytes, int offset, int length) throws IOException {
		try {
			this.out.write(bytes, offset, length);
			this.sent += length;
		}
		catch (IOException ex) {
			if (this.response != null || hasResponseAfterFailure()) {
				throw stop(ex);
			}
			throw ex;
		}
	}

	/**
	 * Whether a response has arrived after a failed write. A server that closes the
	 * connection without reading the body has often sent the reason. Input received
	 * before the request is not a response to it.
	 */
	private boolean hasResponseAfterFailure() {
		if (this.sent == 0) {
			return false;
		}
		InputWatch current = watch();
		try {
			while (this.response == null && current.lookAfterFailure()) {
				this.response = this.connection.receiveEarly();
			}
		}
		catch (IOException ex) {
			// the write failure is more specific
		}
		return this.response != null;
	}

	private InputWatch watch() {
		InputWatch current = this.watch;
		if (current == null) {
			current = new InputWatch(this.connection);
			this.watch = current;
		}
		return current;
	}

	private void look() throws IOException {
		InputWatch current = watch();
		if (!this.begun) {
			current.begin();
			this.begun = true;
			this.looking = true;
		}
		while (this.looking) {
			Input input = current.look();
			if (input == Input.NONE) {
				return;
			}
			this.response = (input == Input.PRESENT) ? this.connection.receiveEarly() : null;
			if (this.response != null && !this.response.isSuccess()) {
				throw stop(null);
			}
			if (this.response != null || input == Input.ENDED) {
				current.ignoreInput();
				this.looking = false;
			}
		}
	}

	private IOException stop(@Nullable IOException cause) {
		this.stopped = true;
		return new EarlyResponseException(cause);
	}

	/**
	 * Completes sending after the last write.
	 * @return whether the whole body was sent
	 * @throws IOException if sending fails
	 */
	boolean finish() throws IOException {
		if (this.begun && !this.stopped) {
			long end = System.nanoTime() + this.connection.getSocketTimeout().toNanoseconds();
			while (!watch().end()) {
				look();
				if (this.response != null && System.nanoTime() - end > 0) {
					throw stop(null);
				}
			}
		}
		return !this.stopped;
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
	}

	/**
	 * Thrown to stop sending when the response has arrived.
	 */
	private static final class EarlyResponseException extends IOException {

		private static final long serialVersionUID = 1L;

		EarlyResponseException(@Nullable IOException cause) {
			super("The server has responded before the request body was sent", cause);
		}

	}

}
