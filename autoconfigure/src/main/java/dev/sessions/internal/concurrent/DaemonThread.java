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
 * Creates the threads of sessions. They are daemon threads, and inherit neither thread
 * locals nor the priority or thread group of the creating thread.
 */
public final class DaemonThread {

	private DaemonThread() {
	}

	/**
	 * Start a thread for an operation of a call that can be neither bounded nor
	 * interrupted. It has the context class loader of the caller, which is required in a
	 * Spring Boot jar.
	 * @param name the name of the thread
	 * @param task the task
	 * @throws OutOfMemoryError if the system has no thread
	 */
	public static void start(String name, Runnable task) {
		create(name, task, Thread.currentThread().getContextClassLoader()).start();
	}

	/**
	 * Create a thread shared by many callers. It has the class loader of this class, as
	 * it would otherwise retain the class loader of one caller.
	 * @param name the name of the thread
	 * @param task the task
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
	 * Returns the root thread group, as an application may have destroyed its own group.
	 */
	private static ThreadGroup topGroup() {
		ThreadGroup group = Thread.currentThread().getThreadGroup();
		for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
			group = parent;
		}
		return group;
	}

}
