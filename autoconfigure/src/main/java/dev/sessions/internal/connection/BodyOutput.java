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

import dev.sessions.internal.connection.ExchangeConnection.EarlyAnswer;
import dev.sessions.internal.socket.InputWatch;
import dev.sessions.internal.socket.InputWatch.Input;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a request is written to. From a length on at which sending may take a
 * while, it looks for the answer between two writes, and stops when it is there. A server
 * that answers with success may take the rest all the same, so that is sent for as long
 * as it does.
 */
final class BodyOutput extends OutputStream {

	/**
	 * The number of bytes that are sent before the first look for the answer, and between
	 * two looks.
	 */
	private static final int PART = 64 * 1024;

	private final OutputStream out;

	private final ExchangeConnection connection;

	private long sent;

	private @Nullable InputWatch watch;

	private @Nullable EarlyAnswer answer;

	private boolean begun;

	private boolean looking;

	private boolean stopped;

	private boolean discarding;

	BodyOutput(OutputStream out, ExchangeConnection connection) {
		this.out = out;
		this.connection = connection;
	}

	/**
	 * Whether the rest is not sent, because the answer is there.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Send nothing more.
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
			if (this.answer != null || isAnsweredAfter()) {
				throw stop(ex);
			}
			throw ex;
		}
	}

	/**
	 * A server that closes the connection without reading the body has often said why.
	 * What was there before the request is no answer to it.
	 */
	private boolean isAnsweredAfter() {
		if (this.sent == 0) {
			return false;
		}
		InputWatch current = watch();
		try {
			while (this.answer == null && current.lookAfterFailure()) {
				this.answer = this.connection.receiveEarly();
			}
		}
		catch (IOException ex) {
			// then the failure to write says more
		}
		return this.answer != null;
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
			this.answer = (input == Input.PRESENT) ? this.connection.receiveEarly() : null;
			if (this.answer != null && !this.answer.isSuccess()) {
				throw stop(null);
			}
			if (this.answer != null || input == Input.ENDED) {
				current.ignoreInput();
				this.looking = false;
			}
		}
	}

	private IOException stop(@Nullable IOException cause) {
		this.stopped = true;
		return new AnsweredException(cause);
	}

	/**
	 * All was written: have it sent.
	 * @return whether it was sent, and not stopped
	 * @throws IOException if it cannot be sent
	 */
	boolean finish() throws IOException {
		if (this.begun && !this.stopped) {
			long end = System.nanoTime() + this.connection.getSocketTimeout().toNanoseconds();
			while (!watch().end()) {
				look();
				if (this.answer != null && System.nanoTime() - end > 0) {
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
	 * The answer is there, so nothing more is sent.
	 */
	private static final class AnsweredException extends IOException {

		private static final long serialVersionUID = 1L;

		AnsweredException(@Nullable IOException cause) {
			super("The server has answered before the request body was sent", cause);
		}

	}

}
