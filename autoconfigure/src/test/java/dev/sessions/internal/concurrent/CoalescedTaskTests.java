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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CoalescedTask}.
 */
class CoalescedTaskTests {

	private final List<CompletableFuture<Void>> runs = new ArrayList<>();

	private final CoalescedTask task = new CoalescedTask(() -> {
		this.runs.add(new CompletableFuture<>());
		return this.runs.get(this.runs.size() - 1);
	});

	@Test
	void callersDuringRunGetTheNextOne() {
		CompletableFuture<?> first = this.task.run();
		List<CompletableFuture<?>> later = List.of(this.task.run(), this.task.run(), this.task.run());
		assertThat(this.runs).hasSize(1);
		this.runs.get(0).complete(null);
		assertThat(first).isCompleted();
		assertThat(this.runs).hasSize(2);
		assertThat(later).noneMatch(CompletableFuture::isDone);
		this.runs.get(1).complete(null);
		assertThat(later).allMatch(CompletableFuture::isDone);
		CompletableFuture<?> last = this.task.run();
		assertThat(this.runs).hasSize(3);
		assertThat(last).isNotDone();
	}

	@Test
	void failureIsThatOfItsRun() {
		CompletableFuture<?> first = this.task.run();
		CompletableFuture<?> second = this.task.run();
		this.runs.get(0).completeExceptionally(new IllegalStateException());
		assertThat(first).isCompletedExceptionally();
		this.runs.get(1).complete(null);
		assertThat(second).isCompleted();
	}

}
