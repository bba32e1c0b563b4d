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

package dev.sessions.internal.call;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The cancellation of a call by another thread. The thread of the call notices the closed
 * connection before the connection has left the pool, so {@link #reason} waits for the
 * cancellation to complete.
 */
final class CancellationResult {

	private static final long LONGEST_WAIT_SECONDS = 1;

	private final Cancellation reason;

	private final CountDownLatch done = new CountDownLatch(1);

	CancellationResult(Cancellation reason) {
		this.reason = reason;
	}

	void done() {
		this.done.countDown();
	}

	boolean isInterruption() {
		return this.reason == Cancellation.INTERRUPTED;
	}

	/**
	 * The reason for the cancellation. Waits up to one second until the cancellation is
	 * complete.
	 * @return the reason
	 */
	Cancellation reason() {
		boolean interrupted = Thread.interrupted();
		try {
			this.done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return this.reason;
	}

}
