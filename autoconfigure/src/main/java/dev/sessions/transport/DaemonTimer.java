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

package dev.sessions.transport;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread for a recurring task of all sessions. It ends when there was nothing
 * to do for a while.
 */
public final class DaemonTimer {

	private static final long IDLE_SECONDS = 5;

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Create a timer. There is no thread yet.
	 * @param threadName the name of the thread
	 */
	public DaemonTimer(String threadName) {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, threadName);
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run a task once.
	 * @param nanos the delay in nanoseconds
	 * @param task the task, which handles its own failures
	 */
	public void after(long nanos, Runnable task) {
		Future<?> unused = schedule(nanos, task);
	}

	/**
	 * Run a task once, unless it is cancelled before.
	 * @param nanos the delay in nanoseconds
	 * @param task the task, which handles its own failures
	 * @return the task to come
	 */
	Future<?> schedule(long nanos, Runnable task) {
		return this.executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
	}

}
