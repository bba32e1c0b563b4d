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

import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * Counts how often the server received each {@code POST}. Thread-safe.
 */
final class Arrivals {

	private final ConcurrentMap<Integer, Arrival> arrivals = new ConcurrentHashMap<>();

	private volatile BitSet answered = new BitSet();

	void add(int id, @Nullable String key) {
		this.arrivals.merge(id, new Arrival(1, key, false), Arrival::and);
	}

	/**
	 * Record the responses that the client received.
	 * @param answered the numbers of the requests with a response
	 */
	void answered(BitSet answered) {
		this.answered = answered;
	}

	int count() {
		return this.arrivals.size();
	}

	/**
	 * The number of requests without an idempotency key that arrived more than once.
	 */
	long repeatedWithoutKey() {
		return this.arrivals.values()
			.stream()
			.filter((arrival) -> arrival.key() == null && arrival.count() > 1)
			.count();
	}

	/**
	 * The number of requests that arrived more often than the client makes attempts, or
	 * with different keys.
	 * @param attempts the number of attempts
	 */
	long repeatedTooOften(int attempts) {
		return this.arrivals.values()
			.stream()
			.filter((arrival) -> arrival.count() > attempts || arrival.changed())
			.count();
	}

	/**
	 * The number of requests with a response that the server never received.
	 */
	long neverCame() {
		return this.answered.stream().filter((id) -> !this.arrivals.containsKey(id)).count();
	}

	/**
	 * The arrivals of one request.
	 *
	 * @param count the number of arrivals
	 * @param key its idempotency key, if any
	 * @param changed whether the key changed between arrivals
	 */
	private record Arrival(int count, @Nullable String key, boolean changed) {

		Arrival and(Arrival other) {
			boolean same = (this.key != null) ? this.key.equals(other.key) : other.key == null;
			return new Arrival(this.count + other.count, this.key, this.changed || !same);
		}

	}

}
