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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StaggeredTasks}.
 */
class StaggeredTasksTests {

	private final List<String> started = new ArrayList<>();

	private final List<CompletableFuture<Void>> running = new ArrayList<>();

	private final StaggeredTasks<String> tasks = new StaggeredTasks<>(2, (subject) -> {
		this.started.add(subject);
		CompletableFuture<Void> task = new CompletableFuture<>();
		this.running.add(task);
		return task;
	});

	@Test
	void nextTaskStartsWhenOneEnds() {
		add("a", "b", "c", "d");
		assertThat(this.started).containsExactly("a", "b");
		this.running.get(1).complete(null);
		assertThat(this.started).containsExactly("a", "b", "c");
		this.running.get(0).completeExceptionally(new IllegalStateException());
		assertThat(this.started).containsExactly("a", "b", "c", "d");
	}

	@Test
	void waitingTaskIsNotAddedAgain() {
		add("a", "b", "c", "a", "c");
		this.running.get(0).complete(null);
		this.running.get(1).complete(null);
		this.running.get(2).complete(null);
		assertThat(this.started).containsExactly("a", "b", "c", "a");
	}

	@Test
	void tasksThatEndAtOnceNeedNoStack() {
		AtomicInteger ended = new AtomicInteger();
		CompletableFuture<Void> first = new CompletableFuture<>();
		StaggeredTasks<Integer> quick = new StaggeredTasks<>(1, (number) -> (number == 0) ? first
				: CompletableFuture.completedFuture(null).thenRun(ended::incrementAndGet));
		IntStream.range(0, 100_000).forEach(quick::add);
		assertThat(ended).hasValue(0);
		first.complete(null);
		assertThat(ended).hasValue(99_999);
	}

	@Test
	void noTaskIsForgottenAmongThreads() throws InterruptedException {
		int count = 10_000;
		CountDownLatch ended = new CountDownLatch(count);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			StaggeredTasks<Integer> parallel = new StaggeredTasks<>(4,
					(number) -> CompletableFuture.runAsync(ended::countDown, threads));
			IntStream.range(0, count).parallel().forEach(parallel::add);
			assertThat(ended.await(50, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			threads.shutdown();
		}
	}

	private void add(String... subjects) {
		List.of(subjects).forEach(this.tasks::add);
	}

}
