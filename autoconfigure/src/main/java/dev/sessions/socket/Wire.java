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

package dev.sessions.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * What a socket sends and receives, by a channel. As a channel can be asked what is there
 * without waiting, so can this.
 * <p>
 * There are two ways to wait. On a platform thread the channel does not block, and a
 * selector waits: to switch the channel for each read costs more system calls than the
 * read. On a virtual thread a selector may hold its carrier, so the channel blocks, which
 * for virtual threads the JDK does without switching anything.
 */
final class Wire {

	private final SocketChannel channel;

	private final Socket blockingSocket;

	private final Readiness readable;

	private final Readiness writable;

	private InputStream blockingInput = InputStream.nullInputStream();

	private OutputStream blockingOutput = OutputStream.nullOutputStream();

	private volatile boolean blocking = true;

	private volatile int timeout;

	private volatile boolean noWait;

	private boolean foundNothing;

	private boolean answerDue;

	private final Window input = new Window();

	private final Window output = new Window();

	Wire() throws IOException {
		this.channel = SocketChannel.open();
		this.blockingSocket = this.channel.socket();
		this.readable = new Readiness(this.channel, SelectionKey.OP_READ);
		this.writable = new Readiness(this.channel, SelectionKey.OP_WRITE);
	}

	SocketChannel channel() {
		return this.channel;
	}

	Socket blockingSocket() {
		return this.blockingSocket;
	}

	void connect(SocketAddress address, int connectTimeout) throws IOException {
		try {
			this.blockingSocket.connect(address, connectTimeout);
			this.blockingInput = this.blockingSocket.getInputStream();
			this.blockingOutput = this.blockingSocket.getOutputStream();
			if (!VirtualThreads.isCurrent()) {
				this.channel.configureBlocking(false);
				this.blocking = false;
			}
		}
		catch (ClosedChannelException ex) {
			throw translated(ex);
		}
	}

	int timeout() {
		return this.timeout;
	}

	void setTimeout(int timeout) throws SocketException {
		this.blockingSocket.setSoTimeout(timeout);
		this.timeout = timeout;
	}

	boolean isNoWait() {
		return this.noWait;
	}

	/**
	 * Say whether reads wait. Of those that do not, only the first asks the channel,
	 * until it finds something.
	 */
	void setNoWait(boolean noWait) {
		this.foundNothing = false;
		this.noWait = noWait;
	}

	int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		try {
			if (this.noWait) {
				return readAtOnce(bytes, offset, length);
			}
			return this.blocking ? this.blockingInput.read(bytes, offset, length)
					: readWhenThere(bytes, offset, length);
		}
		catch (IOException | ClosedSelectorException ex) {
			throw translated(ex);
		}
	}

	private int readAtOnce(byte[] bytes, int offset, int length) throws IOException {
		if (this.foundNothing) {
			throw NoWait.NothingThere.INSTANCE;
		}
		boolean block = this.blocking;
		if (block) {
			this.channel.configureBlocking(false);
		}
		int count;
		try {
			count = this.channel.read(this.input.over(bytes, offset, length));
		}
		finally {
			if (block) {
				this.channel.configureBlocking(true);
			}
		}
		if (count == 0) {
			this.foundNothing = true;
			throw NoWait.NothingThere.INSTANCE;
		}
		return count;
	}

	/**
	 * What was asked for is not answered yet, so after a write it waits before it reads.
	 */
	private int readWhenThere(byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer buffer = this.input.over(bytes, offset, length);
		int count = this.answerDue ? 0 : this.channel.read(buffer);
		this.answerDue = false;
		while (count == 0) {
			if (VirtualThreads.isCurrent()) {
				block();
				return this.blockingInput.read(bytes, offset, length);
			}
			this.readable.await(this.timeout);
			count = this.channel.read(buffer);
		}
		return count;
	}

	void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			if (this.blocking) {
				this.blockingOutput.write(bytes, offset, length);
			}
			else {
				this.answerDue = true;
				for (int written = 0; written < length;) {
					written += writeWhenPossible(bytes, offset + written, length - written);
				}
			}
		}
		catch (IOException | ClosedSelectorException ex) {
			throw translated(ex);
		}
	}

	private int writeWhenPossible(byte[] bytes, int offset, int length) throws IOException {
		int count = this.channel.write(this.output.over(bytes, offset, length));
		if (count == 0) {
			if (VirtualThreads.isCurrent()) {
				block();
				this.blockingOutput.write(bytes, offset, length);
				return length;
			}
			this.writable.await(0);
		}
		return count;
	}

	/**
	 * A connection that a platform thread has opened is used by a virtual one. From now
	 * on it waits as those do.
	 */
	private void block() throws IOException {
		if (!this.blocking) {
			this.readable.close();
			this.writable.close();
			this.channel.configureBlocking(true);
			this.blocking = true;
		}
	}

	int available() throws IOException {
		return this.blockingInput.available();
	}

	/**
	 * The selectors first: a channel that one of them knows stays open until that one
	 * looks at it again.
	 */
	void close() throws IOException {
		try {
			this.readable.close();
			this.writable.close();
		}
		finally {
			this.channel.close();
		}
	}

	/**
	 * The exceptions of a socket, which those above know, in place of a channel's.
	 */
	private static IOException translated(Exception ex) {
		if (ex instanceof SocketException || ex instanceof InterruptedIOException) {
			return (IOException) ex;
		}
		if (ex instanceof ClosedByInterruptException) {
			return (IOException) new InterruptedIOException("interrupted, which closed the connection").initCause(ex);
		}
		boolean closed = ex instanceof ClosedChannelException || ex instanceof ClosedSelectorException;
		return (IOException) new SocketException(closed ? "Socket closed" : ex.getMessage()).initCause(ex);
	}

	/**
	 * What comes in.
	 */
	final class Input extends InputStream {

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (Wire.this.read(one, 0, 1) > 0) ? one[0] & 0xFF : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return Wire.this.read(bytes, offset, length);
		}

		@Override
		public int available() throws IOException {
			return Wire.this.available();
		}

	}

	/**
	 * What goes out.
	 */
	final class Output extends OutputStream {

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			Wire.this.write(bytes, offset, length);
		}

	}

}
