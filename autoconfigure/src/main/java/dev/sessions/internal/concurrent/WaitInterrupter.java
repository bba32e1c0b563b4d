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

package dev.sessions.internal.concurrent;

import java.io.InterruptedIOException;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread that waits in code unaware of cancellation, and clears the
 * interrupt status when the wait ends. An interruption by the application is preserved.
 * It is recognized by the reason of the cancellation, as the status may be cleared
 * temporarily while the wait ends. Thread-safe.
 */
public final class WaitInterrupter implements Cancellable {

	private final @Nullable WaitScope call;

	private @Nullable Thread waiting;

	private boolean interrupted;

	private volatile boolean cancelled;

	/**
	 * Create an interrupter.
	 * @param call the waiting call, or {@code null} for none
	 */
	public WaitInterrupter(@Nullable WaitScope call) {
		this.call = call;
	}

	/**
	 * Run code that may wait, which is cancelled with the call.
	 * @param <T> the type of the result
	 * @param <E> the type of the failure
	 * @param code the code
	 * @return its result, even if the call was cancelled meanwhile
	 * @throws E if the code fails
	 * @throws InterruptedIOException if the call was cancelled before
	 */
	public <T, E extends Exception> T run(Step<T, E> code) throws E, InterruptedIOException {
		begin();
		try {
			if (this.call != null) {
				this.call.cancelWith(this);
			}
			requireRunning();
			return code.run();
		}
		catch (RuntimeException ex) {
			requireRunning();
			throw ex;
		}
		finally {
			end();
		}
	}

	/**
	 * Fail if the call was cancelled.
	 * @throws InterruptedIOException if it was
	 */
	public void requireRunning() throws InterruptedIOException {
		if (this.cancelled) {
			throw new InterruptedIOException("cancelled");
		}
	}

	/**
	 * Return whether the call was cancelled.
	 * @return whether it was
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public boolean cancel() {
		this.cancelled = true;
		interrupt();
		return true;
	}

	/**
	 * Begin a wait of the current thread.
	 */
	public synchronized void begin() {
		this.waiting = Thread.currentThread();
	}

	/**
	 * End the wait of the current thread.
	 * @return whether this object interrupted it
	 */
	public boolean end() {
		boolean own = forget();
		if (own) {
			Thread.interrupted();
		}
		if (this.call != null && this.call.wasInterrupted()) {
			Thread.currentThread().interrupt();
		}
		return own;
	}

	private synchronized boolean forget() {
		boolean own = this.interrupted;
		this.interrupted = false;
		this.waiting = null;
		return own;
	}

	/**
	 * Interrupt the current wait, if any.
	 * @return whether there is one
	 */
	public synchronized boolean interrupt() {
		if (this.waiting == null) {
			return false;
		}
		if (!this.waiting.isInterrupted()) {
			this.interrupted = true;
			this.waiting.interrupt();
		}
		return true;
	}

}
