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

package dev.sessions.internal.adapter;

import java.io.IOException;
import java.io.InterruptedIOException;

import dev.sessions.internal.concurrent.WaitInterrupter;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with an adapter. There is no connection to close when the call is
 * cancelled, so the thread that waits for the adapter or its body is interrupted.
 */
final class AdapterExchange implements Cancellable {

	private final @Nullable AdapterScope call;

	private final WaitInterrupter interrupter;

	private volatile boolean cancelled;

	private AdapterExchange(@Nullable AdapterScope call) {
		this.call = call;
		this.interrupter = new WaitInterrupter(call);
	}

	/**
	 * Begin an exchange.
	 * @param call its call, or {@code null} if it belongs to none
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
	 * @param <T> the type of the result
	 * @param wait the operation of the adapter
	 * @return its result
	 * @throws IOException if the operation fails or the call is cancelled
	 */
	<T> T await(Wait<T> wait) throws IOException {
		this.interrupter.begin();
		try {
			requireRunning();
			return wait.get();
		}
		finally {
			this.interrupter.end();
		}
	}

	void requireRunning() throws InterruptedIOException {
		if (this.cancelled) {
			throw new InterruptedIOException("cancelled");
		}
	}

	/**
	 * Notify the call that the body was read or closed.
	 */
	void released() {
		if (this.call != null) {
			this.call.released();
		}
	}

	@Override
	public boolean cancel() {
		this.cancelled = true;
		this.interrupter.interrupt();
		return true;
	}

	/**
	 * An operation of an adapter.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	interface Wait<T> {

		T get() throws IOException;

	}

}
