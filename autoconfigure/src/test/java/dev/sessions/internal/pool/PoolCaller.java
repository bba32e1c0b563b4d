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

package dev.sessions.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * A thread that uses a pool. It is a class of its own, because Lincheck considers an
 * object as shared if a field of a thread refers to it; the {@code Runnable} of a thread
 * does not count on recent JDKs.
 */
abstract class PoolCaller extends Thread {

	final MonitorHandover.Permit permit = new MonitorHandover.Permit();

	private volatile @Nullable Throwable failure;

	abstract void call() throws Exception;

	@Override
	public void run() {
		try {
			call();
		}
		catch (Exception | AssertionError ex) {
			this.failure = ex;
		}
	}

	/**
	 * Run threads until all have ended.
	 * @param callers the threads
	 * @throws AssertionError if one of them failed
	 */
	static void runAll(PoolCaller... callers) {
		for (PoolCaller caller : callers) {
			caller.start();
		}
		// Lincheck tracks calls of Thread.join, but not those that name a subclass
		for (Thread thread : callers) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		for (PoolCaller caller : callers) {
			if (caller.failure != null) {
				throw new AssertionError("A caller failed: " + caller.failure, caller.failure);
			}
		}
	}

}
