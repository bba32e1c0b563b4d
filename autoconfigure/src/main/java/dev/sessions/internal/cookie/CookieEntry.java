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

/**
 * A cookie in a table, with its last use. Tables never share entries, so the forks of a
 * session track uses independently. Thread-safe.
 */
final class CookieEntry {

	private static final AtomicLongFieldUpdater<CookieEntry> LAST_USE = AtomicLongFieldUpdater
		.newUpdater(CookieEntry.class, "lastUse");

	private volatile StoredCookie cookie;

	private volatile long lastUse;

	CookieEntry(StoredCookie cookie) {
		this.cookie = cookie;
		this.lastUse = cookie.stored();
	}

	CookieEntry(CookieEntry kept) {
		this.cookie = kept.cookie;
		this.lastUse = kept.lastUse;
	}

	StoredCookie cookie() {
		return this.cookie;
	}

	/**
	 * Replace the cookie with one of the same name, domain and path.
	 */
	void renew(StoredCookie renewed) {
		this.cookie = renewed;
		this.lastUse = renewed.stored();
	}

	/**
	 * Return the number of the last use, setting or sending, as assigned by
	 * {@link CookieUsage}.
	 */
	long lastUse() {
		return this.lastUse;
	}

	/**
	 * Set the last use without a full memory barrier, because a request may have many
	 * cookies.
	 */
	void use(long use) {
		LAST_USE.lazySet(this, use);
	}

}
