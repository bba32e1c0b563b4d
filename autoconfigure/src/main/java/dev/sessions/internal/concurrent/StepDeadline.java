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

import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The deadline of a step on a connection. When it passes, a task ends the step, for
 * example by closing the connection. Unlike a socket timeout, it does not restart with
 * each byte.
 */
public final class StepDeadline {

	private final AtomicBoolean over = new AtomicBoolean();

	private final CompletableFuture<?> taskEnd = new CompletableFuture<>();

	private final String message;

	private final Future<?> timer;

	/**
	 * Begin a step.
	 * @param nanos the time in nanoseconds
	 * @param task the task that ends the step at its deadline
	 * @param message the message of the exception in that case
	 */
	public StepDeadline(long nanos, Runnable task, String message) {
		this.message = message;
		this.timer = SharedTimer.INSTANCE.schedule(nanos, () -> expire(task));
	}

	private void expire(Runnable task) {
		if (this.over.compareAndSet(false, true)) {
			try {
				task.run();
			}
			finally {
				this.taskEnd.complete(null);
			}
		}
	}

	/**
	 * End the step, whether it has succeeded or failed. If the deadline has passed, this
	 * waits for the end of the task.
	 * @throws SocketTimeoutException if the deadline has passed
	 */
	public void end() throws SocketTimeoutException {
		this.timer.cancel(false);
		if (!this.over.compareAndSet(false, true)) {
			this.taskEnd.join();
			throw new SocketTimeoutException(this.message);
		}
	}

}
