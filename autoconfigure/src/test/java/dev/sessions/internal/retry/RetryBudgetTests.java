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

package dev.sessions.internal.retry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.sessions.settings.RetryBudgetSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryBudget}.
 */
class RetryBudgetTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	@Test
	void fiveCallsEarnOneRetryAtARatioOfOneFifth() {
		RetryBudget budget = budget(0.2, 0);
		assertThat(budget.tryTake()).isFalse();
		calls(budget, 5);
		assertThat(taken(budget)).isEqualTo(1);
	}

	@Test
	void secondsEarnRetriesWithoutCalls() {
		RetryBudget budget = budget(0, 10);
		assertThat(taken(budget)).isEqualTo(10);
		pass(Duration.ofMillis(500));
		assertThat(taken(budget)).isEqualTo(5);
	}

	@Test
	void capacityIsTenSeconds() {
		RetryBudget budget = budget(0, 20);
		pass(Duration.ofHours(1));
		assertThat(taken(budget)).isEqualTo(200);
	}

	@Test
	void zeroRateKeepsTokensOfCalls() {
		RetryBudget budget = budget(1, 0);
		calls(budget, 1000);
		assertThat(taken(budget)).isEqualTo(100);
	}

	private RetryBudget budget(double ratio, double minPerSecond) {
		return new RetryBudget(new RetryBudgetSettings(ratio, minPerSecond), this.nanoTime::get);
	}

	private void pass(Duration time) {
		this.nanoTime.addAndGet(time.toNanos());
	}

	private static void calls(RetryBudget budget, int calls) {
		for (int i = 0; i < calls; i++) {
			budget.call();
		}
	}

	private static int taken(RetryBudget budget) {
		int taken = 0;
		while (budget.tryTake()) {
			taken++;
		}
		return taken;
	}

}
