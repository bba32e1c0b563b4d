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

package dev.sessions.benchmarks.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of latencies with a resolution of 3 percent. Its size does not depend on
 * the number of calls, so that it does not distort the heap figures. Thread-safe.
 */
final class Histogram {

	private static final int STEPS = 32;

	private final AtomicLongArray counts = new AtomicLongArray(Long.SIZE * STEPS);

	void add(long nanos) {
		int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(nanos, STEPS));
		int step = (int) (nanos >>> (exponent - 5)) & (STEPS - 1);
		this.counts.incrementAndGet(exponent * STEPS + step);
	}

	/**
	 * The latency at a quantile.
	 */
	long quantile(double q) {
		long all = 0;
		for (int i = 0; i < this.counts.length(); i++) {
			all += this.counts.get(i);
		}
		long left = (long) Math.ceil(q * all);
		for (int i = 0; i < this.counts.length(); i++) {
			left -= this.counts.get(i);
			if (left <= 0 && all > 0) {
				return (long) (STEPS + i % STEPS + 1) << (i / STEPS - 5);
			}
		}
		return 0;
	}

}
