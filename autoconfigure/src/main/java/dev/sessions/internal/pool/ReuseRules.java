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

package dev.sessions.internal.pool;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an idle connection may be used for another exchange. No lock is held
 * meanwhile. Thread-safe.
 */
final class ReuseRules {

	private final long maxIdleMillis;

	private final long validateAfterMillis;

	private final LivenessProbe check;

	/**
	 * Create a check.
	 * @param limits the limits on age and idle time
	 * @param check the check of the connection itself, or {@code null} for none
	 */
	ReuseRules(PoolLimits limits, @Nullable LivenessProbe check) {
		this.maxIdleMillis = limits.maxIdleTime().toMillis();
		this.validateAfterMillis = limits.validateAfterInactivity().toMillis();
		this.check = (check != null) ? check : (connection, idleForLong) -> true;
	}

	long validateAfterMillis() {
		return this.validateAfterMillis;
	}

	/**
	 * Find the reason not to reuse a connection.
	 * @param entry the connection, leased by the calling thread
	 * @return the reason to close it, or {@code null} if it can be used or has yet to be
	 * opened
	 */
	@Nullable CloseReason fault(PoolEntry<HttpRoute, ManagedHttpClientConnection> entry) {
		ManagedHttpClientConnection connection = entry.getConnection();
		if (connection == null) {
			return null;
		}
		long now = System.currentTimeMillis();
		if (entry.getExpiryDeadline().isBefore(now)) {
			return CloseReason.EXPIRED;
		}
		long idle = now - entry.getUpdated();
		if (idle > this.maxIdleMillis) {
			return CloseReason.IDLE;
		}
		return this.check.isUsable(connection, idle >= this.validateAfterMillis) ? null : CloseReason.STALE;
	}

}
