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

package dev.sessions.internal.cookie;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * Numbers the uses of a table's cookies in the order of setting and sending (the
 * last-access-time of RFC 6265bis, section 5.7). Consecutive requests with the same
 * cookies count as one use, so they neither write nor contend. Thread-safe.
 */
final class CookieUsage {

	/**
	 * Uses less memory than an {@code AtomicLong} in each fork.
	 */
	private static final AtomicLongFieldUpdater<CookieUsage> LAST = AtomicLongFieldUpdater.newUpdater(CookieUsage.class,
			"last");

	private volatile long last;

	/**
	 * The cookies of the last use, or {@code null} if a cookie has been set since.
	 */
	private volatile CookieEntry @Nullable [] latest;

	CookieUsage() {
	}

	CookieUsage(CookieUsage order) {
		this.last = order.last;
	}

	/**
	 * Record that cookies are sent.
	 * @param cookies the cookies; requests with the same cookies pass the same array
	 */
	void sent(CookieEntry[] cookies) {
		if (this.latest != cookies) {
			this.latest = cookies;
			long use = LAST.incrementAndGet(this);
			for (CookieEntry cookie : cookies) {
				cookie.use(use);
			}
		}
	}

	/**
	 * Record that a cookie is set.
	 * @param now the time in milliseconds since the epoch
	 * @return the number of this use: the microseconds since the epoch, or the last
	 * number plus one if that is higher
	 */
	long set(long now) {
		long use = LAST.accumulateAndGet(this, now * 1000, (previous, micros) -> Math.max(micros, previous + 1));
		this.latest = null;
		return use;
	}

	/**
	 * Record an earlier use.
	 */
	void restore(long use) {
		LAST.accumulateAndGet(this, use, Math::max);
	}

}
