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

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the delayed tasks of all sessions. Non-blocking tasks share one thread. Tasks that
 * may block run on a few other threads, so that they do not delay time limits. The
 * threads inherit nothing from the callers that schedule tasks, survive failing tasks,
 * and end after an idle time. If no thread can be started, the task is kept, and the next
 * call tries again. Thread-safe.
 */
public final class SharedTimer {

	/**
	 * The timer of all sessions.
	 */
	public static final SharedTimer INSTANCE = new SharedTimer(DaemonThread::shared);

	private static final Logger logger = LoggerFactory.getLogger(SharedTimer.class);

	private static final long IDLE_SECONDS = 5;

	private static final int WORKERS = 8;

	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private final ScheduledThreadPoolExecutor timer;

	private final ThreadPoolExecutor workers;

	/**
	 * Whether there are tasks, but no thread could be started.
	 */
	private volatile boolean stalled;

	/**
	 * Create a timer without starting a thread.
	 * @param threads the factory of threads, given a name and a task
	 */
	public SharedTimer(BiFunction<String, Runnable, Thread> threads) {
		this.timer = new ScheduledThreadPoolExecutor(1, (loop) -> threads.apply("sessions-timer", loop));
		this.timer.setRemoveOnCancelPolicy(true);
		this.workers = new ThreadPoolExecutor(WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (loop) -> threads.apply("sessions-background", loop));
		this.timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
		this.workers.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run a non-blocking task once.
	 * @param nanos the delay in nanoseconds
	 * @param task the task
	 */
	public void after(long nanos, Runnable task) {
		Future<?> unused = schedule(nanos, task);
	}

	/**
	 * Run a non-blocking task once, unless it is cancelled before.
	 * @param nanos the delay in nanoseconds
	 * @param task the task
	 * @return the pending task
	 */
	public Future<?> schedule(long nanos, Runnable task) {
		FutureTask<?> once = new FutureTask<>(() -> run(task), null);
		try {
			return this.timer.schedule(once, nanos, TimeUnit.NANOSECONDS);
		}
		catch (RuntimeException | Error ex) {
			// the task remains in the executor's queue until a thread can be started
			stall(ex);
			return once;
		}
	}

	private void stall(Throwable fault) {
		if (!this.stalled) {
			this.stalled = true;
			logger.warn("The timer thread of sessions cannot be started and is retried: {}", fault.toString());
		}
	}

	/**
	 * Start the thread if it could not be started before. Otherwise the cost is
	 * negligible.
	 * @return whether there is a thread for the tasks
	 */
	public boolean revive() {
		if (this.stalled) {
			try {
				this.timer.prestartCoreThread();
				this.stalled = false;
			}
			catch (RuntimeException | Error ex) {
				stall(ex);
			}
		}
		return !this.stalled;
	}

	/**
	 * Run a task that may block once.
	 * @param nanos the delay in nanoseconds
	 * @param task the task
	 */
	public void afterBlocking(long nanos, Runnable task) {
		Future<?> unused = scheduleBlocking(nanos, task);
	}

	/**
	 * Run a task that may block once, unless it is cancelled before.
	 * @param nanos the delay in nanoseconds
	 * @param task the task
	 * @return the pending task, which can be cancelled until it is due
	 */
	public Future<?> scheduleBlocking(long nanos, Runnable task) {
		return schedule(nanos, () -> begin(task));
	}

	private void begin(Runnable task) {
		try {
			this.workers.execute(() -> run(task));
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A worker thread of sessions cannot be started and is retried: {}", ex.toString());
			after(RETRY_NANOS, () -> begin(task));
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A task of sessions failed", ex);
		}
	}

}
