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

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An asynchronous task that coalesces concurrent requests to run it. While it is running,
 * all callers share its next run, which begins when the current one has ended. Thus each
 * caller gets a run that began after its request, and runs never overlap. Thread-safe.
 */
public final class CoalescedTask {

	private final Supplier<CompletableFuture<?>> task;

	private boolean running;

	private @Nullable CompletableFuture<@Nullable Void> next;

	/**
	 * Create a task without running it.
	 * @param task the function that starts a run and returns a future of its end, which
	 * must complete
	 */
	public CoalescedTask(Supplier<CompletableFuture<?>> task) {
		this.task = task;
	}

	/**
	 * Run the task.
	 * @return a future that completes at the end of a run that begins after this request
	 */
	public CompletableFuture<?> run() {
		CompletableFuture<@Nullable Void> run = new CompletableFuture<>();
		synchronized (this) {
			if (this.running) {
				this.next = (this.next != null) ? this.next : run;
				return this.next;
			}
			this.running = true;
		}
		begin(run);
		return run;
	}

	private void begin(CompletableFuture<@Nullable Void> run) {
		CompletableFuture<?> unused = this.task.get().whenComplete((value, failure) -> {
			beginNext();
			if (failure != null) {
				run.completeExceptionally(failure);
			}
			else {
				run.complete(null);
			}
		});
	}

	private void beginNext() {
		CompletableFuture<@Nullable Void> following;
		synchronized (this) {
			following = this.next;
			this.next = null;
			this.running = following != null;
		}
		if (following != null) {
			begin(following);
		}
	}

}
