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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The cookies of a table, within the limits of the jar and of each host. Safe for one
 * writer and any number of concurrent readers; the writer holds the lock of the table.
 */
final class BoundedCookies {

	private static final int MAX_PER_HOST = 180;

	private final CookiesByHost index;

	private final int maxCount;

	private int count;

	/**
	 * The earliest time at which a cookie may have expired.
	 */
	private long firstExpiry;

	/**
	 * Created when the jar first becomes full.
	 */
	private @Nullable Eviction eviction;

	/**
	 * Whether a change affects what is sent.
	 */
	private boolean sentChanged;

	/**
	 * Whether a change affects more than the time at which a cookie was last set.
	 */
	private boolean changed;

	private List<CookieEntry> removed = new ArrayList<>();

	BoundedCookies(int maxCount) {
		this.index = new CookiesByHost();
		this.maxCount = maxCount;
		this.firstExpiry = StoredCookie.NEVER;
	}

	BoundedCookies(BoundedCookies cookies) {
		this.index = new CookiesByHost(cookies.index);
		this.maxCount = cookies.maxCount;
		this.count = cookies.count;
		this.firstExpiry = cookies.firstExpiry;
	}

	CookiesByHost index() {
		return this.index;
	}

	int maxCount() {
		return this.maxCount;
	}

	/**
	 * Return the cookies removed since the last call of this method. A removed cookie may
	 * have been replaced by one with the same name, domain and path.
	 */
	List<CookieEntry> takeRemoved() {
		if (this.removed.isEmpty()) {
			return List.of();
		}
		List<CookieEntry> taken = this.removed;
		this.removed = new ArrayList<>();
		return taken;
	}

	/**
	 * Return whether the cookies to send have changed since the last call of this method.
	 */
	boolean takeSentChanged() {
		boolean taken = this.sentChanged;
		this.sentChanged = false;
		return taken;
	}

	/**
	 * Return whether anything other than the time at which a cookie was last set has
	 * changed since the last call of this method.
	 */
	boolean takeChanged() {
		boolean taken = this.changed;
		this.changed = false;
		return taken;
	}

	/**
	 * Find the cookie that a new one replaces.
	 * @param replacement the new cookie
	 * @return the entry, or {@code null} if there is none
	 */
	@Nullable CookieEntry find(StoredCookie replacement) {
		for (CookieEntry kept : this.index.get(replacement.domain())) {
			if (kept.cookie().replaces(replacement)) {
				return kept;
			}
		}
		return null;
	}

	/**
	 * Replace a cookie, or add one and evict others if a limit is exceeded.
	 * @param cookie the cookie
	 * @param replaced the replaced entry, or {@code null} if there is none
	 * @param now the time in milliseconds since the epoch
	 */
	void put(StoredCookie cookie, @Nullable CookieEntry replaced, long now) {
		this.firstExpiry = Math.min(this.firstExpiry, cookie.expiry());
		if (replaced != null && !replaced.cookie().isExpired(now)) {
			this.sentChanged |= !replaced.cookie().isSentAs(cookie);
			this.changed |= !replaced.cookie().isKeptAs(cookie);
			replaced.renew(cookie);
		}
		else {
			CookieEntry[] present = this.index.get(cookie.domain());
			List<CookieEntry> kept = new ArrayList<>(Arrays.asList(present));
			kept.remove(replaced);
			kept.add(new CookieEntry(cookie));
			makeRoom(kept, now);
			replace(cookie.domain(), present, kept);
			makeRoom(cookie.domain(), now);
		}
	}

	private void makeRoom(List<CookieEntry> ofHost, long now) {
		if (ofHost.size() > MAX_PER_HOST && !ofHost.removeIf((kept) -> kept.cookie().isExpired(now))) {
			CookieEntry first = Collections.min(ofHost, Eviction.FIRST_OUT_OF_HOST);
			ofHost.remove(first);
			this.removed.add(first);
		}
	}

	private void makeRoom(String host, long now) {
		if (this.count > this.maxCount && now >= this.firstExpiry) {
			removeExpired(now);
		}
		while (this.count > this.maxCount) {
			if (this.eviction == null) {
				this.eviction = new Eviction(this.index, this.maxCount);
			}
			remove(this.eviction.choose(host));
		}
	}

	private void removeExpired(long now) {
		removeAll((cookie) -> cookie.isExpired(now));
		this.firstExpiry = this.index.all()
			.stream()
			.flatMap(Arrays::stream)
			.mapToLong((kept) -> kept.cookie().expiry())
			.min()
			.orElse(StoredCookie.NEVER);
	}

	void removeAll(Predicate<StoredCookie> condition) {
		for (CookieEntry[] present : this.index.all()) {
			List<CookieEntry> kept = new ArrayList<>();
			for (CookieEntry entry : present) {
				(condition.test(entry.cookie()) ? this.removed : kept).add(entry);
			}
			if (kept.size() < present.length) {
				replace(present[0].cookie().domain(), present, kept);
			}
		}
	}

	void remove(CookieEntry removed) {
		String host = removed.cookie().domain();
		CookieEntry[] present = this.index.get(host);
		List<CookieEntry> kept = new ArrayList<>(Arrays.asList(present));
		kept.remove(removed);
		this.removed.add(removed);
		replace(host, present, kept);
	}

	private void replace(String host, CookieEntry[] present, List<CookieEntry> kept) {
		CookieEntry[] cookies = kept.toArray(CookieEntry[]::new);
		this.index.put(host, cookies);
		if (this.eviction != null) {
			this.eviction.changed(host, cookies);
		}
		this.count += cookies.length - present.length;
		this.sentChanged = true;
		this.changed = true;
	}

}
