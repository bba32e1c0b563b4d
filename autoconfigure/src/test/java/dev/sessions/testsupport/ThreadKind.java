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

package dev.sessions.testsupport;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The kinds of threads on which an application may make calls.
 */
public enum ThreadKind {

	/**
	 * An operating system thread.
	 */
	PLATFORM {

		@Override
		public void start(Runnable task) {
			Thread thread = new Thread(task, "platform");
			thread.setDaemon(true);
			thread.start();
		}

	},

	/**
	 * A virtual thread, since Java 21.
	 */
	VIRTUAL {

		@Override
		public void start(Runnable task) {
			try {
				Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	};

	private static final int FIRST_WITH_VIRTUAL = 21;

	/**
	 * The kinds that this JVM supports.
	 * @return one kind, or both
	 */
	public static Stream<ThreadKind> available() {
		return (Runtime.version().feature() < FIRST_WITH_VIRTUAL) ? Stream.of(PLATFORM) : Stream.of(values());
	}

	/**
	 * Run a task on such a thread.
	 * @param <T> the type of the result
	 * @param task the task
	 * @return its result
	 * @throws Exception the exception of the task
	 */
	public <T> T call(Callable<T> task) throws Exception {
		FutureTask<T> future = new FutureTask<>(task);
		start(future);
		try {
			return future.get(30, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (Exception) ex.getCause();
		}
	}

	/**
	 * Start a task on such a thread.
	 * @param task the task
	 */
	public abstract void start(Runnable task);

}
