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

package dev.sessions.retry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import org.apache.hc.core5.http.HttpHost;

/**
 * Until when servers have asked to be left alone. Thread-safe.
 */
final class QuietTimes {

	/**
	 * The statuses that speak of the server as a whole (RFC 6585, section 4, and RFC
	 * 9110, section 15.6.4).
	 */
	static final Set<Integer> STATUSES = Set.of(429, 503);

	private static final int MAX_SERVERS = 100;

	private final ConcurrentMap<HttpHost, Long> ends = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	QuietTimes(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A server asks for quiet. A longer one that it asked for before stays.
	 */
	void begin(HttpHost server, long nanos) {
		long now = this.nanoTime.getAsLong();
		if (this.ends.size() >= MAX_SERVERS) {
			this.ends.values().removeIf((end) -> end - now <= 0);
		}
		if (nanos > 0 && this.ends.size() < MAX_SERVERS) {
			this.ends.merge(server, now + nanos, (old, end) -> (end - old > 0) ? end : old);
		}
	}

	/**
	 * How long a server is to be left alone yet.
	 * @return the time in nanoseconds, zero if it need not be
	 */
	long left(HttpHost server) {
		if (this.ends.isEmpty()) {
			return 0;
		}
		Long end = this.ends.get(server);
		if (end == null) {
			return 0;
		}
		long left = end - this.nanoTime.getAsLong();
		if (left <= 0) {
			this.ends.remove(server, end);
			return 0;
		}
		return left;
	}

}
