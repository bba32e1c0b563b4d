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
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SocketChannel;

import dev.sessions.internal.body.BlockInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The input and output of a socket on top of a channel. Unlike the streams of a socket, a
 * channel can report whether input is available without waiting.
 */
final class ChannelIo {

	/**
	 * The maximum number of bytes read by one check of an idle connection. TLS itself
	 * sends little, such as session tickets of one or two kilobytes. Without a bound, the
	 * check would not end on a flooded connection.
	 */
	private static final int MAX_CHECKED = 32 * 1024;

	private final WaitingChannel channel = new WaitingChannel();

	private volatile int timeout;

	private volatile boolean nonBlockingReads;

	private boolean foundNothing;

	private boolean responseDue;

	private volatile boolean passingReads;

	/**
	 * {@code null} except during input-aware writes.
	 */
	private @Nullable InputAwareWrites watched;

	private int checked;

	ChannelIo() throws IOException {
	}

	SocketChannel channel() {
		return this.channel.channel();
	}

	Socket blockingSocket() {
		return this.channel.socket();
	}

	void connect(SocketAddress address, int connectTimeout) throws IOException {
		try {
			this.channel.connect(address, connectTimeout);
		}
		catch (ClosedChannelException ex) {
			throw SocketExceptions.of(ex);
		}
	}

	int timeout() {
		return this.timeout;
	}

	void setTimeout(int timeout) throws SocketException {
		blockingSocket().setSoTimeout(timeout);
		this.timeout = timeout;
	}

	boolean hasPassingReads() {
		return this.passingReads;
	}

	void setPassingReads(boolean passingReads) {
		this.passingReads = passingReads;
	}

	boolean hasNonBlockingReads() {
		return this.nonBlockingReads;
	}

	/**
	 * Set whether reads are non-blocking. Once a non-blocking read has found no input,
	 * further ones do not access the channel.
	 */
	void setNonBlockingReads(boolean nonBlockingReads) {
		this.foundNothing = false;
		this.checked = 0;
		this.nonBlockingReads = nonBlockingReads;
	}

	int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		try {
			int ahead = (this.watched != null) ? readAhead(this.watched, bytes, offset, length) : 0;
			if (ahead > 0) {
				return ahead;
			}
			if (this.nonBlockingReads) {
				return readAvailable(bytes, offset, length);
			}
			// no byte can have arrived between a request and the first read
			boolean waitFirst = this.responseDue;
			this.responseDue = false;
			return this.channel.read(bytes, offset, length, this.timeout, !this.passingReads, waitFirst);
		}
		catch (IOException | ClosedSelectorException ex) {
			throw SocketExceptions.of(ex);
		}
	}

	private int readAhead(InputAwareWrites from, byte[] bytes, int offset, int length) {
		int count = from.read(bytes, offset, length);
		if (from.isEmpty()) {
			this.watched = null;
		}
		return count;
	}

	private int readAvailable(byte[] bytes, int offset, int length) throws IOException {
		if (this.foundNothing) {
			throw NonBlockingReads.NothingAvailableException.INSTANCE;
		}
		if (this.checked > MAX_CHECKED) {
			throw new SocketException("More than " + MAX_CHECKED + " unsolicited bytes arrived on an idle connection");
		}
		int count = this.channel.readAvailable(bytes, offset, length);
		if (count == 0) {
			this.foundNothing = true;
			throw NonBlockingReads.NothingAvailableException.INSTANCE;
		}
		this.checked += Math.max(count, 0);
		return count;
	}

	void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			if (this.watched != null || this.nonBlockingReads) {
				writeWatched(bytes, offset, length);
			}
			else {
				this.responseDue = true;
				this.channel.write(bytes, offset, length);
			}
		}
		catch (IOException | ClosedSelectorException ex) {
			throw SocketExceptions.of(ex);
		}
	}

	private void writeWatched(byte[] bytes, int offset, int length) throws IOException {
		InputAwareWrites writes = (this.watched != null) ? this.watched
				: new InputAwareWrites(this.channel, WriteMode.PLAIN);
		if (this.nonBlockingReads) {
			writes.writeAvailable(bytes, offset, length);
		}
		else {
			this.responseDue = true;
			writes.write(bytes, offset, length, this.timeout);
		}
	}

	WriteMode writeMode() {
		return (this.watched != null) ? this.watched.mode() : WriteMode.PLAIN;
	}

	void setWriteMode(WriteMode mode) throws IOException {
		try {
			InputAwareWrites current = this.watched;
			if (current != null) {
				current.setMode(mode);
			}
			else if (mode != WriteMode.PLAIN) {
				this.watched = new InputAwareWrites(this.channel, mode);
			}
			if (current != null && current.isEmpty()) {
				this.watched = null;
			}
		}
		catch (IOException | ClosedSelectorException ex) {
			throw SocketExceptions.of(ex);
		}
	}

	int available() throws IOException {
		return this.channel.available() + ((this.watched != null) ? this.watched.available() : 0);
	}

	void close() throws IOException {
		this.channel.close();
	}

	/**
	 * Reads from the connection.
	 */
	final class Input extends BlockInputStream {

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return ChannelIo.this.read(bytes, offset, length);
		}

		@Override
		public int available() throws IOException {
			return ChannelIo.this.available();
		}

	}

	/**
	 * Writes to the connection.
	 */
	final class Output extends OutputStream {

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			ChannelIo.this.write(bytes, offset, length);
		}

	}

}
