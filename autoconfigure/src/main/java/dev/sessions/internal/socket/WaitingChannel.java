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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import dev.sessions.internal.concurrent.VirtualThreads;

/**
 * A channel that waits in a way that suits the current thread. For platform threads the
 * channel is non-blocking and a selector waits, because switching the mode for each read
 * would cost more system calls than the read itself. For virtual threads the channel is
 * blocking, because a selector may pin the carrier thread, while the JDK parks a virtual
 * thread in a blocking read.
 */
final class WaitingChannel {

	private final SocketChannel channel;

	private final Socket socket;

	private final ChannelSelector readable;

	private final ChannelSelector writable;

	private final LimitedReads limitedReads;

	private final ReusedBuffer input = new ReusedBuffer();

	private final ReusedBuffer output = new ReusedBuffer();

	private InputStream blockingInput = InputStream.nullInputStream();

	private OutputStream blockingOutput = OutputStream.nullOutputStream();

	private volatile boolean blocking = true;

	WaitingChannel() throws IOException {
		this.channel = SocketChannel.open();
		this.socket = this.channel.socket();
		this.readable = new ChannelSelector(this.channel, SelectionKey.OP_READ);
		this.writable = new ChannelSelector(this.channel, SelectionKey.OP_WRITE);
		this.limitedReads = new LimitedReads(this.channel);
	}

	SocketChannel channel() {
		return this.channel;
	}

	/**
	 * Return the socket of the channel. Its own streams fail while the channel is
	 * non-blocking.
	 */
	Socket socket() {
		return this.socket;
	}

	void connect(SocketAddress address, int timeout) throws IOException {
		this.socket.connect(address, timeout);
		this.blockingInput = this.socket.getInputStream();
		this.blockingOutput = this.socket.getOutputStream();
		if (!VirtualThreads.isCurrent()) {
			this.channel.configureBlocking(false);
			this.blocking = false;
		}
	}

	/**
	 * Read, waiting until at least one byte is available.
	 * @param timeout the maximum time to wait, in milliseconds, 0 for no bound
	 * @param last whether nothing will be read after a timeout
	 * @param waitFirst whether to wait before the first read, because nothing can have
	 * arrived yet
	 */
	int read(byte[] bytes, int offset, int length, int timeout, boolean last, boolean waitFirst) throws IOException {
		if (this.blocking) {
			return this.limitedReads.read(this.blockingInput, bytes, offset, length, timeout, last);
		}
		ByteBuffer buffer = this.input.over(bytes, offset, length);
		int count = waitFirst ? 0 : this.channel.read(buffer);
		while (count == 0) {
			if (VirtualThreads.isCurrent()) {
				block();
				return this.limitedReads.read(this.blockingInput, bytes, offset, length, timeout, last);
			}
			this.readable.await(timeout);
			count = this.channel.read(buffer);
		}
		return count;
	}

	int readAvailable(byte[] bytes, int offset, int length) throws IOException {
		return read(this.input.over(bytes, offset, length));
	}

	void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.blocking) {
			this.blockingOutput.write(bytes, offset, length);
			return;
		}
		for (int written = 0; written < length;) {
			written += writeWhenPossible(bytes, offset + written, length - written);
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
	 * Switch to blocking mode permanently, because a virtual thread uses a connection
	 * that was opened by a platform thread.
	 */
	private void block() throws IOException {
		if (!this.blocking) {
			this.readable.close();
			this.writable.close();
			this.channel.configureBlocking(true);
			this.blocking = true;
		}
	}

	/**
	 * Read available bytes, without waiting.
	 * @param target the buffer to read into
	 * @return the number of bytes, 0 if none is available, -1 at the end of the input
	 * @throws IOException if the channel fails or is closed
	 */
	int read(ByteBuffer target) throws IOException {
		boolean block = this.blocking;
		if (block) {
			this.channel.configureBlocking(false);
		}
		try {
			return this.channel.read(target);
		}
		finally {
			if (block) {
				this.channel.configureBlocking(true);
			}
		}
	}

	/**
	 * Write as much as the channel accepts now.
	 * @param source the buffer to write from
	 * @return the number of bytes written, which may be 0
	 * @throws IOException if the channel fails or is closed
	 */
	int write(ByteBuffer source) throws IOException {
		boolean block = this.blocking;
		if (block) {
			this.channel.configureBlocking(false);
		}
		try {
			return this.channel.write(source);
		}
		finally {
			if (block) {
				this.channel.configureBlocking(true);
			}
		}
	}

	/**
	 * Wait until the channel accepts bytes or the time is up, if this kind of thread may
	 * use a selector.
	 * @param millis the maximum time to wait, in milliseconds
	 * @return {@code false} if this thread may not wait with a selector
	 * @throws IOException if the channel fails or is closed, or the thread is interrupted
	 */
	boolean awaitWritable(int millis) throws IOException {
		if (this.blocking || VirtualThreads.isCurrent()) {
			return false;
		}
		try {
			this.writable.await(millis);
		}
		catch (SocketTimeoutException ex) {
			// the caller checks for input now
		}
		return true;
	}

	int available() throws IOException {
		return this.blockingInput.available();
	}

	/**
	 * Close the selectors first: a channel that is registered with a selector stays open
	 * until the selector runs again.
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

}
