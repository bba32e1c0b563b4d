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

import java.util.function.LongSupplier;

import org.apache.hc.core5.http.HttpHost;

/**
 * The holds that servers have imposed with {@code Retry-After}: on all requests (503, RFC
 * 9110, section 15.6.4), or on those of one user (429, RFC 6585, section 4). Bounded in
 * memory. Thread-safe.
 */
final class RetryAfterHolds {

	static final int ALL_USERS_STATUS = 503;

	static final int USER_STATUS = 429;

	private static final Object ALL_USERS = "all users";

	private final HoldEnds<Hold> ends;

	RetryAfterHolds(LongSupplier nanoTime) {
		this.ends = new HoldEnds<>(nanoTime);
	}

	/**
	 * Start a hold. A longer hold stays in effect.
	 * @param server the server
	 * @param user the user of the request
	 * @param status the status of the response; statuses other than 429 and 503 impose no
	 * hold on other calls
	 * @param nanos the duration in nanoseconds
	 */
	void begin(HttpHost server, Object user, int status, long nanos) {
		if (status == ALL_USERS_STATUS || status == USER_STATUS) {
			this.ends.add(new Hold(server, (status == USER_STATUS) ? user : ALL_USERS), nanos);
		}
	}

	/**
	 * Return whether no hold is in effect.
	 */
	boolean isNone() {
		return this.ends.isNone();
	}

	/**
	 * Return the remaining time of the hold for a request.
	 * @param server the server
	 * @param user the user of the request
	 * @return the time in nanoseconds, 0 if there is no hold
	 */
	long left(HttpHost server, Object user) {
		return Math.max(this.ends.left(new Hold(server, ALL_USERS)), this.ends.left(new Hold(server, user)));
	}

	/**
	 * The scope of a hold.
	 *
	 * @param server the server
	 * @param user the user, or {@link #ALL_USERS}
	 */
	private record Hold(HttpHost server, Object user) {

	}

}
