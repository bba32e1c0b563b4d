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

package dev.sessions.transport;

import java.lang.ref.WeakReference;
import java.time.Duration;

import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;

/**
 * Closes connections that were not used for a while, for all pools with one thread. A
 * pool that nobody uses any more is forgotten.
 */
final class IdleEviction {

	private static final DaemonTimer timer = new DaemonTimer("sessions-idle-eviction");

	private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);

	private final WeakReference<PoolingHttpClientConnectionManager> pool;

	private final TimeValue maxIdleTime;

	private final long periodNanos;

	private IdleEviction(PoolingHttpClientConnectionManager pool, Duration maxIdleTime) {
		this.pool = new WeakReference<>(pool);
		this.maxIdleTime = TimeValue.of(maxIdleTime);
		this.periodNanos = Math.max(SHORTEST_PERIOD.toNanos(), maxIdleTime.toNanos() / 2);
	}

	static void start(PoolingHttpClientConnectionManager pool, Duration maxIdleTime) {
		new IdleEviction(pool, maxIdleTime).evictLater();
	}

	private void evictLater() {
		timer.after(this.periodNanos, this::evict);
	}

	private void evict() {
		PoolingHttpClientConnectionManager current = this.pool.get();
		if (current != null && !current.isClosed()) {
			try {
				current.closeExpired();
				current.closeIdle(this.maxIdleTime);
			}
			finally {
				evictLater();
			}
		}
	}

}
