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

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.sessions.settings.RetryBudgetSettings;

/**
 * A token bucket that bounds the retries of all callers together: each call adds
 * {@code ratio} tokens, each second adds {@code minPerSecond}, and each retry takes one.
 * So a server that fails every call receives at most that share of additional requests.
 *
 * <p>
 * It starts with the tokens of one second and holds those of ten seconds, or 100 tokens
 * if that is more. A call only increments a counter; tokens are computed when a retry is
 * requested. Thread-safe.
 */
final class RetryBudget {

	private static final double MIN_CAPACITY = 100;

	private static final double CAPACITY_SECONDS = 10;

	private final RetryBudgetSettings settings;

	private final LongSupplier nanoTime;

	private final LongAdder calls = new LongAdder();

	private final double capacity;

	private double tokens;

	private long filledAt;

	RetryBudget(RetryBudgetSettings settings, LongSupplier nanoTime) {
		this.settings = settings;
		this.nanoTime = nanoTime;
		this.capacity = Math.max(MIN_CAPACITY, CAPACITY_SECONDS * settings.minPerSecond());
		this.tokens = settings.minPerSecond();
		this.filledAt = nanoTime.getAsLong();
	}

	/**
	 * Count a call.
	 */
	void call() {
		this.calls.increment();
	}

	/**
	 * Take a token.
	 * @return whether a token was left
	 */
	synchronized boolean tryTake() {
		fill();
		if (this.tokens < 1) {
			return false;
		}
		this.tokens--;
		return true;
	}

	/**
	 * Return how many retries may start at once.
	 */
	synchronized double left() {
		fill();
		return this.tokens;
	}

	private void fill() {
		long now = this.nanoTime.getAsLong();
		double seconds = (now - this.filledAt) / 1e9;
		this.filledAt = now;
		double earned = this.calls.sumThenReset() * this.settings.ratio() + seconds * this.settings.minPerSecond();
		this.tokens = Math.min(this.capacity, this.tokens + earned);
	}

}
