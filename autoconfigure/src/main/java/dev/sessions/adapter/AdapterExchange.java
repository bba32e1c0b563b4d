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

package dev.sessions.adapter;

import java.io.IOException;
import java.io.InterruptedIOException;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with an adapter. There is no connection to close when the call is
 * cancelled, so the thread that waits for the adapter or its body is interrupted.
 */
final class AdapterExchange implements Cancellable {

	private final @Nullable AdapterScope call;

	private @Nullable Thread waiting;

	private boolean interrupted;

	private volatile boolean cancelled;

	private AdapterExchange(@Nullable AdapterScope call) {
		this.call = call;
	}

	/**
	 * Begin an exchange.
	 * @param call its call, or {@code null} if it is nobody's
	 * @return the exchange
	 */
	static AdapterExchange of(@Nullable AdapterScope call) {
		AdapterExchange exchange = new AdapterExchange(call);
		if (call != null) {
			call.cancelWith(exchange);
		}
		return exchange;
	}

	/**
	 * Wait for the adapter.
	 * @param wait what the adapter is asked for
	 * @return what it gives
	 * @throws IOException if it fails, or the call was cancelled
	 */
	<T> T await(Wait<T> wait) throws IOException {
		begin();
		try {
			return wait.get();
		}
		finally {
			end();
		}
	}

	private synchronized void begin() throws InterruptedIOException {
		requireRunning();
		this.waiting = Thread.currentThread();
	}

	/**
	 * The interruption that the cancelling thread made ends here; one that was there
	 * before stays.
	 */
	private synchronized void end() {
		this.waiting = null;
		if (this.interrupted) {
			this.interrupted = false;
			Thread.interrupted();
		}
	}

	void requireRunning() throws InterruptedIOException {
		if (this.cancelled) {
			throw new InterruptedIOException("cancelled");
		}
	}

	/**
	 * The body was read or closed.
	 */
	void released() {
		if (this.call != null) {
			this.call.released();
		}
	}

	@Override
	public synchronized boolean cancel() {
		this.cancelled = true;
		if (this.waiting != null && !this.waiting.isInterrupted()) {
			this.interrupted = true;
			this.waiting.interrupt();
		}
		return true;
	}

	/**
	 * Something that an adapter gives.
	 *
	 * @param <T> what it is
	 */
	@FunctionalInterface
	interface Wait<T> {

		T get() throws IOException;

	}

}
