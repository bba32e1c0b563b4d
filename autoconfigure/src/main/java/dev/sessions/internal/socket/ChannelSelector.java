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
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Waits until a non-blocking channel is readable or writable. Used by one thread at a
 * time.
 */
final class ChannelSelector {

	private final SocketChannel channel;

	private final int operation;

	private @Nullable Selector selector;

	private boolean closed;

	/**
	 * Create a selector for one operation.
	 * @param channel the channel
	 * @param operation an operation of {@link SelectionKey}
	 */
	ChannelSelector(SocketChannel channel, int operation) {
		this.channel = channel;
		this.operation = operation;
	}

	/**
	 * Wait until the channel is ready.
	 * @param millis the maximum time to wait, in milliseconds, 0 for no bound
	 * @throws SocketTimeoutException if the channel is not ready in time
	 * @throws InterruptedIOException if the thread is interrupted
	 * @throws ClosedSelectorException if this selector is closed
	 */
	void await(int millis) throws IOException {
		Selector current = selector();
		long end = (millis > 0) ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis) : 0;
		long left = millis;
		// also returns after an interrupt, and may return spuriously
		while (current.select(ChannelSelector::found, left) == 0) {
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException("interrupted while waiting for the peer of the connection");
			}
			if (millis > 0) {
				left = millisUntil(end);
			}
		}
	}

	/**
	 * Does nothing: the number of selected keys is enough, because there is one channel.
	 */
	private static void found(SelectionKey key) {
	}

	private static long millisUntil(long end) throws SocketTimeoutException {
		long nanos = end - System.nanoTime();
		if (nanos <= 0) {
			throw new SocketTimeoutException("Read timed out");
		}
		return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
	}

	private synchronized Selector selector() throws IOException {
		if (this.closed) {
			throw new ClosedSelectorException();
		}
		Selector current = this.selector;
		if (current == null) {
			current = Selector.open();
			this.selector = current;
			this.channel.register(current, this.operation);
		}
		return current;
	}

	/**
	 * Wake the waiting thread and release the channel.
	 */
	synchronized void close() throws IOException {
		this.closed = true;
		if (this.selector != null) {
			this.selector.close();
		}
	}

}
