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

package dev.sessions.benchmarks.worker;

import java.util.Arrays;

/**
 * Records the latency of each call. It reuses its array, so that it allocates nothing
 * once it has grown. Not thread-safe.
 */
public final class Latencies {

	private int[] nanos;

	private int size;

	public Latencies(int capacity) {
		this.nanos = new int[capacity];
	}

	public void clear() {
		this.size = 0;
	}

	public void add(long duration) {
		if (this.size == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.size);
		}
		this.nanos[this.size++] = (int) Math.min(duration, Integer.MAX_VALUE);
	}

	public void addAll(Latencies others) {
		for (int i = 0; i < others.size; i++) {
			add(others.nanos[i]);
		}
	}

	public int size() {
		return this.size;
	}

	public Sample toSample(long duration, Usage usage) {
		Arrays.sort(this.nanos, 0, this.size);
		return new Sample(this.size, duration, usage.bytes(), quantile(0.5), quantile(0.99), usage.cpuNanos());
	}

	private long quantile(double q) {
		return (this.size != 0) ? this.nanos[(int) (q * (this.size - 1))] : 0;
	}

}
