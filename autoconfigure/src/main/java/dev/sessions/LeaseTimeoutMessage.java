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

package dev.sessions;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.client.PoolControl;
import org.apache.hc.core5.pool.PoolStats;

/**
 * The message of a lease timeout: the state of the pool and, with leak detection, the
 * holders of its connections.
 */
final class LeaseTimeoutMessage {

	private static final int LONGEST_HOLDERS = 3;

	private LeaseTimeoutMessage() {
	}

	static String of(PoolControl pool, ExchangeContext call, Duration waited) {
		PoolStats stats = pool.getStats(call);
		String reason = "no connection was free within " + waited.toMillis() + " ms (leased " + stats.getLeased()
				+ ", available " + stats.getAvailable() + ", waiting " + stats.getPending() + ", max " + stats.getMax()
				+ "); see pool.max-connections and timeout.lease";
		List<LeaseHolder> longest = pool.longestHolders(call, LONGEST_HOLDERS);
		return longest.isEmpty() ? reason : reason + "; held longest by "
				+ longest.stream().map(LeaseHolder::describe).collect(Collectors.joining(", "));
	}

}
