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

/**
 * A thread for one task that a call waits for but cannot do itself, as it may neither be
 * bounded nor interrupted.
 */
public final class DaemonThread {

	private DaemonThread() {
	}

	/**
	 * Start a task. It does not have what its maker has in its thread, which is none of
	 * the others' business who wait for the same; but it finds the same classes, which in
	 * a jar of Spring Boot a thread does not by itself.
	 * @param name the name of the thread
	 * @param task what it does
	 * @throws OutOfMemoryError if the system has no thread
	 */
	public static void start(String name, Runnable task) {
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
		thread.start();
	}

}
