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
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Waits until a channel that does not block can be read, or written. One thread waits at
 * a time.
 */
final class Readiness {

	private final SocketChannel channel;

	private final int operation;

	private @Nullable Selector selector;

	private boolean closed;

	/**
	 * Waits for one operation.
	 * @param channel the channel
	 * @param operation of {@link SelectionKey}
	 */
	Readiness(SocketChannel channel, int operation) {
		this.channel = channel;
		this.operation = operation;
	}

	/**
	 * Wait until it is ready.
	 * @param millis the longest time, 0 for no bound
	 * @throws SocketTimeoutException if it is not ready by then
	 * @throws InterruptedIOException if the thread is interrupted
	 * @throws ClosedSelectorException if it was closed
	 */
	void await(int millis) throws IOException {
		Selector current = selector();
		long end = (millis > 0) ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis) : 0;
		long left = millis;
		// it also wakes when the thread is interrupted, and may do so for no reason
		while (current.select(Readiness::found, left) == 0) {
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException("interrupted while waiting for the other end of the connection");
			}
			if (millis > 0) {
				left = millisUntil(end);
			}
		}
	}

	/**
	 * There is one channel only, so that it is ready says it all.
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
	 * Wake the thread that waits, and let the channel go.
	 */
	synchronized void close() throws IOException {
		this.closed = true;
		if (this.selector != null) {
			this.selector.close();
		}
	}

}
