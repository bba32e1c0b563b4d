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

import java.security.AccessController;
import java.security.PrivilegedAction;

import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of sessions. None keeps the JVM alive, and none has the inheritable
 * thread locals, the priority or the thread group of the thread that makes it.
 */
public final class DaemonThread {

	private DaemonThread() {
	}

	/**
	 * Start a task that a call waits for but cannot do itself, as it may neither be
	 * bounded nor interrupted. It finds the classes that its caller finds, which in a jar
	 * of Spring Boot a thread does not by itself.
	 * @param name the name of the thread
	 * @param task what it does
	 * @throws OutOfMemoryError if the system has no thread
	 */
	public static void start(String name, Runnable task) {
		create(name, task, Thread.currentThread().getContextClassLoader()).start();
	}

	/**
	 * Make a thread for the tasks of many callers. It has the class loader of the
	 * sessions themselves, as that of a caller would be kept for as long as the thread.
	 * @param name the name of the thread
	 * @param task what it does
	 * @return the thread, not started
	 */
	public static Thread shared(String name, Runnable task) {
		return create(name, task, DaemonThread.class.getClassLoader());
	}

	/**
	 * Create a thread. Before Java 24, a thread keeps the protection domains of all code
	 * that is running when it is created, and thus the class loaders of its callers;
	 * privileged code keeps its own one only.
	 */
	@SuppressWarnings({ "removal", "ThreadPriorityCheck" }) // normal, not the caller's
	private static Thread create(String name, Runnable task, @Nullable ClassLoader loader) {
		Thread thread = AccessController
			.doPrivileged((PrivilegedAction<Thread>) () -> new Thread(topGroup(), task, name, 0, false));
		thread.setDaemon(true);
		thread.setPriority(Thread.NORM_PRIORITY);
		thread.setContextClassLoader(loader);
		return thread;
	}

	/**
	 * The group of all threads: an application may have closed that of its own.
	 */
	private static ThreadGroup topGroup() {
		ThreadGroup group = Thread.currentThread().getThreadGroup();
		for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
			group = parent;
		}
		return group;
	}

}
