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

package dev.sessions.internal.oauth2;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import dev.sessions.internal.concurrent.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in at most 8 threads, which end when there are no tasks. The client for
 * credentials has few connections, so more threads would only wait. Thread-safe.
 */
final class BoundedThreads implements Executor {

	private static final int MAX_THREADS = 8;

	private final String name;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private int threads;

	/**
	 * Create an executor without threads.
	 * @param name the name of the threads
	 */
	BoundedThreads(String name) {
		this.name = name;
	}

	/**
	 * Execute a task.
	 * @param task the task, which must not throw an exception
	 * @throws OutOfMemoryError if no thread is running and none can be started
	 */
	@Override
	public synchronized void execute(Runnable task) {
		this.tasks.add(task);
		if (this.threads == MAX_THREADS) {
			return;
		}
		try {
			DaemonThread.start(this.name, this::run);
			this.threads++;
		}
		catch (Throwable ex) {
			if (this.threads == 0) {
				this.tasks.remove(task);
				throw ex;
			}
		}
	}

	private void run() {
		for (Runnable task = next(); task != null; task = next()) {
			try {
				task.run();
			}
			catch (Throwable ex) {
				// the task has ended its request; a dead thread would still count
			}
		}
	}

	private synchronized @Nullable Runnable next() {
		Runnable task = this.tasks.poll();
		if (task == null) {
			this.threads--;
		}
		return task;
	}

}
