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

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The end of each hold, by its scope. Bounded in memory. Thread-safe.
 *
 * @param <K> the type of scope
 */
final class HoldEnds<K> {

	private static final int MAX_HOLDS = 1000;

	private final ConcurrentMap<K, Long> ends = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	/**
	 * The end of the last hold.
	 */
	private volatile long lastEnd;

	HoldEnds(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Add a hold, and forget those that have ended. A longer hold stays in effect.
	 * @param key the scope of the hold
	 * @param nanos its duration in nanoseconds
	 */
	synchronized void add(K key, long nanos) {
		if (nanos <= 0) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		this.ends.values().removeIf((end) -> end - now <= 0);
		if (this.ends.size() < MAX_HOLDS) {
			long end = now + nanos;
			this.lastEnd = isNone() ? end : later(this.lastEnd, end);
			this.ends.merge(key, end, HoldEnds::later);
		}
	}

	private static long later(long one, long other) {
		return (other - one > 0) ? other : one;
	}

	/**
	 * Return whether no hold is in effect.
	 */
	boolean isNone() {
		return this.ends.isEmpty() || this.lastEnd - this.nanoTime.getAsLong() <= 0;
	}

	/**
	 * Return the remaining time of a hold in nanoseconds, 0 if there is none.
	 */
	long left(K key) {
		Long end = this.ends.get(key);
		return (end != null) ? Math.max(0, end - this.nanoTime.getAsLong()) : 0;
	}

}
