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

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Asynchronous tasks with limited concurrency; tasks beyond the limit are queued.
 * Thread-safe.
 *
 * @param <T> the type of the subjects of tasks
 */
public final class StaggeredTasks<T> {

	private final int atOnce;

	private final Function<T, CompletableFuture<?>> task;

	private final Set<T> waiting = new LinkedHashSet<>();

	private int running;

	/**
	 * Whether a thread is starting tasks. It then also starts those added by other
	 * threads.
	 */
	private boolean starting;

	/**
	 * Create an instance without tasks.
	 * @param atOnce the maximum number of running tasks
	 * @param task the function that starts a task and returns a future of its end
	 */
	public StaggeredTasks(int atOnce, Function<T, CompletableFuture<?>> task) {
		this.atOnce = atOnce;
		this.task = task;
	}

	/**
	 * Add a task, unless one for the same subject is already queued.
	 * @param subject the subject of the task
	 */
	public void add(T subject) {
		synchronized (this) {
			this.waiting.add(subject);
		}
		start();
	}

	private void start() {
		for (T next = next(true); next != null; next = next(false)) {
			CompletableFuture<?> unused = begin(next).whenComplete((value, failure) -> end());
		}
	}

	private CompletableFuture<?> begin(T subject) {
		try {
			return this.task.apply(subject);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private synchronized @Nullable T next(boolean first) {
		if (first && this.starting) {
			return null;
		}
		this.starting = this.running < this.atOnce && !this.waiting.isEmpty();
		if (!this.starting) {
			return null;
		}
		this.running++;
		Iterator<T> subjects = this.waiting.iterator();
		T next = subjects.next();
		subjects.remove();
		return next;
	}

	private void end() {
		synchronized (this) {
			this.running--;
		}
		start();
	}

}
