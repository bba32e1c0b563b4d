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

package dev.sessions.internal.client;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.SharedTimer;

/**
 * Waits for running calls to end without blocking a thread.
 */
public final class Shutdown {

	private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private Shutdown() {
	}

	/**
	 * Run a task as soon as no call is running, which may be immediately.
	 * @param transports the transports, which refuse new calls
	 * @param task the task
	 */
	public static void whenIdle(List<Transport> transports, Runnable task) {
		if (transports.stream().anyMatch(Transport::isBusy)) {
			SharedTimer.INSTANCE.after(PERIOD_NANOS, () -> whenIdle(transports, task));
		}
		else {
			task.run();
		}
	}

}
