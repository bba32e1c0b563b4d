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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedTimer}.
 */
class SharedTimerTests {

	private final AtomicInteger missing = new AtomicInteger();

	private final AtomicInteger tried = new AtomicInteger();

	private final SharedTimer timer = new SharedTimer(this::thread);

	@Test
	void taskRunsAfterThreadCanBeStarted() throws Exception {
		this.missing.set(2);
		CompletableFuture<String> done = new CompletableFuture<>();
		this.timer.after(0, () -> done.complete("done"));
		this.timer.revive();
		assertThat(done).isNotDone();
		this.timer.revive();
		assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo("done");
	}

	@Test
	void taskRunsWithTheNextOneThatFindsAThread() throws Exception {
		this.missing.set(1);
		CompletableFuture<String> first = new CompletableFuture<>();
		CompletableFuture<String> second = new CompletableFuture<>();
		this.timer.after(0, () -> first.complete("first"));
		this.timer.after(0, () -> second.complete("second"));
		assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
		assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("second");
	}

	@Test
	void taskCancelledBeforeThreadStartsDoesNotRun() throws Exception {
		this.missing.set(1);
		AtomicInteger ran = new AtomicInteger();
		Future<?> cancelled = this.timer.schedule(0, ran::incrementAndGet);
		cancelled.cancel(false);
		CompletableFuture<String> next = new CompletableFuture<>();
		this.timer.after(0, () -> next.complete("next"));
		next.get(10, TimeUnit.SECONDS);
		assertThat(ran).hasValue(0);
	}

	@Test
	void failingTaskEndsNoOther() throws Exception {
		CompletableFuture<String> next = new CompletableFuture<>();
		this.timer.after(0, () -> {
			throw new StackOverflowError();
		});
		this.timer.after(0, () -> next.complete("next"));
		assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("next");
		assertThat(this.tried).hasValue(1);
	}

	@Test
	void blockingTasksDelayNoOther() throws Exception {
		CountDownLatch begun = new CountDownLatch(3);
		CountDownLatch end = new CountDownLatch(1);
		for (int i = 0; i < 3; i++) {
			this.timer.afterBlocking(0, () -> {
				begun.countDown();
				await(end);
			});
		}
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<String> next = new CompletableFuture<>();
		this.timer.after(0, () -> next.complete("next"));
		assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("next");
		end.countDown();
	}

	@Test
	void blockingTaskRunsAfterThreadCanBeStarted() throws Exception {
		CompletableFuture<String> started = new CompletableFuture<>();
		this.timer.after(0, () -> started.complete("started"));
		started.get(10, TimeUnit.SECONDS);
		this.missing.set(1);
		CompletableFuture<String> done = new CompletableFuture<>();
		this.timer.afterBlocking(0, () -> done.complete("done"));
		assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo("done");
	}

	@Test
	@SuppressWarnings("ThreadPriorityCheck") // it is not to be inherited
	void threadsInheritNothing() throws Exception {
		InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
		local.set("of the caller");
		Thread caller = Thread.currentThread();
		ClassLoader loader = caller.getContextClassLoader();
		int priority = caller.getPriority();
		caller.setContextClassLoader(new ClassLoader(loader) {
		});
		caller.setPriority(Thread.MIN_PRIORITY);
		try {
			for (boolean blocking : new boolean[] { false, true }) {
				CompletableFuture<Thread> thread = new CompletableFuture<>();
				CompletableFuture<Boolean> inherited = new CompletableFuture<>();
				Runnable task = () -> {
					inherited.complete(local.get() != null);
					thread.complete(Thread.currentThread());
				};
				(blocking ? this.timer.scheduleBlocking(0, task) : this.timer.schedule(0, task)).get(10,
						TimeUnit.SECONDS);
				assertThat(thread.get(10, TimeUnit.SECONDS).getContextClassLoader())
					.isSameAs(SharedTimer.class.getClassLoader());
				assertThat(thread.get().isDaemon()).isTrue();
				assertThat(thread.get().getPriority()).isEqualTo(Thread.NORM_PRIORITY);
				assertThat(inherited.get()).isFalse();
			}
		}
		finally {
			caller.setContextClassLoader(loader);
			caller.setPriority(priority);
			local.remove();
		}
	}

	private Thread thread(String name, Runnable loop) {
		this.tried.incrementAndGet();
		if (this.missing.getAndDecrement() > 0) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		return DaemonThread.shared(name, loop);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
