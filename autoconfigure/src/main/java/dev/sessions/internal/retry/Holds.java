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

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.RetrySettings;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The holds that servers have imposed with {@code Retry-After}, on this instance or on
 * others that share their holds. Thread-safe.
 *
 * @param own the holds on this instance
 * @param shared those of other instances, or {@code null} if they are not shared
 */
record Holds(RetryAfterHolds own, @Nullable SharedHolds shared) {

	/**
	 * Create the holds of a client.
	 * @param settings the settings
	 * @param time the time source of the holds
	 * @param shared the holds of other instances, or {@code null} if they are not shared
	 * @return the holds, or {@code null} if callers do not share them
	 */
	static @Nullable Holds of(RetrySettings settings, TimeSource time, @Nullable SharedHolds shared) {
		return areShared(settings) ? new Holds(new RetryAfterHolds(time::nanoTime), shared) : null;
	}

	static boolean areShared(RetrySettings settings) {
		return settings.maxAttempts() > 1 && settings.shareRetryAfter();
	}

	/**
	 * Start a hold.
	 * @param server the server
	 * @param request the request whose response imposed the hold
	 * @param call the call of the request
	 * @param status the status of the response
	 * @param nanos the duration in nanoseconds
	 */
	void begin(HttpHost server, HttpRequest request, RetryScope call, int status, long nanos) {
		this.own.begin(server, call.user(request, server), status, nanos);
		if (this.shared != null && nanos > 0) {
			if (status == RetryAfterHolds.ALL_USERS_STATUS) {
				this.shared.announce(server, nanos);
			}
			else if (status == RetryAfterHolds.USER_STATUS) {
				this.shared.announce(server, call.sharedUser(request, server), nanos);
			}
		}
	}

	/**
	 * Return the remaining time of the hold for a request.
	 * @param server the server
	 * @param request the request
	 * @param call the call of the request
	 * @return the time in nanoseconds, 0 if there is no hold
	 */
	long left(HttpHost server, HttpRequest request, RetryScope call) {
		long left = this.own.isNone() ? 0 : this.own.left(server, call.user(request, server));
		return (this.shared != null && !this.shared.isNone())
				? Math.max(left, this.shared.left(server, call.sharedUser(request, server))) : left;
	}

}
