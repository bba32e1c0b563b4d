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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes calls on other threads than the test's own.
 */
public final class BackgroundCalls implements AutoCloseable {

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "background-call");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Start a call.
	 * @param <T> the type of its result
	 * @param call the call
	 * @return the future of its result
	 */
	public <T> Future<T> start(Callable<T> call) {
		return this.executor.submit(call);
	}

	/**
	 * Interrupt the calls that still run, and wait until they end.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException("A call has not ended");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
