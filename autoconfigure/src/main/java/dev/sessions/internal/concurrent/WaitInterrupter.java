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

import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread that waits in code which knows nothing of cancellation, and takes
 * the interruption back when the wait ends. An interruption by the application stays. It
 * is recognized by the reason of the cancellation, as its status may be cleared for a
 * moment while the wait ends. Thread-safe.
 */
public final class WaitInterrupter {

	private final @Nullable WaitScope call;

	private @Nullable Thread waiting;

	private boolean interrupted;

	/**
	 * Create an interrupter.
	 * @param call the call that waits, or {@code null} if the wait belongs to none
	 */
	public WaitInterrupter(@Nullable WaitScope call) {
		this.call = call;
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
	 * Interrupt the wait, if there is one.
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
