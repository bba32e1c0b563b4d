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

package dev.sessions.cookie;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What a jar holds once it holds something (RFC 6265bis, sections 5.7 and 5.8.3). Writers
 * take turns; readers see the state before or after a change and never wait.
 */
final class CookieTable {

	private static final int MAX_PER_HOST = 180;

	/**
	 * Longer paths first, then the older cookie.
	 */
	private static final Comparator<StoredCookie> SENDING_ORDER = Comparator
		.comparingInt((StoredCookie cookie) -> -cookie.path().length())
		.thenComparingLong(StoredCookie::created);

	/**
	 * One that came over http may not drive out one for https.
	 */
	private static final Comparator<StoredCookie> FIRST_OUT_OF_HOST = Comparator.comparing(StoredCookie::secure)
		.thenComparingLong(StoredCookie::stored);

	private final HostIndex index;

	private final int maxCount;

	private final Clock clock;

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Selections from the present or a later state of the index: each change is followed
	 * by a new, empty one.
	 */
	private volatile RecentSelections recent = new RecentSelections();

	private int count;

	private long lastStored;

	/**
	 * Whether the running change is one of what is sent.
	 */
	private boolean sentChanged;

	/**
	 * Whether the running change is one of more than when a cookie was last set.
	 */
	private boolean changed;

	CookieTable(int maxCount, Clock clock) {
		this.index = new HostIndex();
		this.maxCount = maxCount;
		this.clock = clock;
	}

	private CookieTable(CookieTable table) {
		this.index = new HostIndex(table.index);
		this.maxCount = table.maxCount;
		this.clock = table.clock;
		this.count = table.count;
		this.lastStored = table.lastStored;
	}

	CookieTable copy() {
		this.lock.lock();
		try {
			return new CookieTable(this);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The cookies for a host, made before or from the present state.
	 * @param host the host as the caller writes it
	 * @param secure whether the connection is https
	 * @return the selection
	 */
	CookieSelection select(String host, boolean secure) {
		RecentSelections current = this.recent;
		CookieSelection selection = current.find(host, secure, this.clock);
		if (selection == null) {
			String canonical = HostName.canonical(host);
			long now = this.clock.millis();
			StoredCookie[] cookies = this.index.upwards(canonical)
				.stream()
				.filter((cookie) -> !cookie.isExpired(now) && (secure || !cookie.secure())
						&& (!cookie.hostOnly() || cookie.domain().equals(canonical)))
				.sorted(SENDING_ORDER)
				.toArray(StoredCookie[]::new);
			selection = new CookieSelection(host, secure, cookies);
			current.add(selection, host, secure);
		}
		return selection;
	}

	/**
	 * The cookies that have not expired, in the order of their creation.
	 */
	List<StoredCookie> list() {
		long now = this.clock.millis();
		return this.index.all()
			.stream()
			.flatMap(Arrays::stream)
			.filter((cookie) -> !cookie.isExpired(now))
			.sorted(Comparator.comparingLong(StoredCookie::created))
			.toList();
	}

	/**
	 * Store cookies; one that has expired removes the one it would replace.
	 * @param cookies the cookies
	 * @param secure whether they may replace, or stand before, one that is for https
	 * only, as those that came over https or from the user may
	 * @return whether anything is different now
	 */
	boolean store(Collection<StoredCookie> cookies, boolean secure) {
		return change(() -> {
			long now = this.clock.millis();
			for (StoredCookie cookie : cookies) {
				if (secure || !overlaysSecure(cookie, now)) {
					store(cookie, now);
				}
			}
		});
	}

	/**
	 * Take over cookies as an earlier table had them, the last set if they are too many.
	 * @param cookies the cookies, in the order of their creation
	 */
	void restore(List<StoredCookie> cookies) {
		long tooMany = Math.max(0, cookies.size() - this.maxCount);
		long firstKept = cookies.stream().mapToLong(StoredCookie::stored).sorted().skip(tooMany).findFirst().orElse(0);
		change(() -> {
			long now = this.clock.millis();
			for (StoredCookie cookie : cookies) {
				if (cookie.stored() >= firstKept) {
					this.lastStored = Math.max(this.lastStored, cookie.stored());
					store(cookie, cookie.created(), cookie.stored(), now);
				}
			}
		});
	}

	boolean removeIf(Predicate<StoredCookie> condition) {
		return change(() -> removeAll(condition));
	}

	/**
	 * Change the index. Selections stay if what they send does.
	 * @return whether anything is different now
	 */
	private boolean change(Runnable change) {
		this.lock.lock();
		this.sentChanged = false;
		this.changed = false;
		try {
			change.run();
			return this.changed;
		}
		finally {
			if (this.sentChanged) {
				this.recent = new RecentSelections();
			}
			this.lock.unlock();
		}
	}

	/**
	 * Whether a cookie that did not come over https would hide or replace one that is for
	 * https only (section 5.7, step 16).
	 */
	private boolean overlaysSecure(StoredCookie cookie, long now) {
		Predicate<StoredCookie> overlaid = (other) -> other.secure() && other.name().equals(cookie.name())
				&& !other.isExpired(now) && CookiePath.matches(other.path(), cookie.path());
		return this.index.upwards(cookie.domain()).stream().anyMatch(overlaid)
				|| this.index.below(cookie.domain()).stream().anyMatch(overlaid);
	}

	private void store(StoredCookie cookie, long now) {
		this.lastStored = Math.max(now * 1000, this.lastStored + 1);
		store(cookie, this.lastStored, this.lastStored, now);
	}

	private void store(StoredCookie cookie, long created, long stored, long now) {
		StoredCookie[] present = this.index.get(cookie.domain());
		int old = 0;
		while (old < present.length && !present[old].replaces(cookie)) {
			old++;
		}
		if (old < present.length && !present[old].isExpired(now) && !cookie.isExpired(now)) {
			StoredCookie[] renewed = present.clone();
			renewed[old] = cookie.at(present[old].created(), stored);
			this.index.put(cookie.domain(), renewed);
			this.sentChanged |= !present[old].isSentAs(cookie);
			this.changed |= !present[old].isKeptAs(cookie);
			return;
		}
		List<StoredCookie> kept = new ArrayList<>(Arrays.asList(present));
		boolean removed = kept.removeIf(cookie::replaces);
		if (!cookie.isExpired(now)) {
			kept.add(cookie.at(created, stored));
			makeRoom(kept, now);
		}
		else if (!removed) {
			return;
		}
		replace(cookie.domain(), present, kept);
		if (this.count > this.maxCount) {
			removeAll((other) -> other.isExpired(now));
		}
		if (this.count > this.maxCount) {
			removeOldest();
		}
	}

	private static void makeRoom(List<StoredCookie> ofHost, long now) {
		if (ofHost.size() > MAX_PER_HOST && !ofHost.removeIf((cookie) -> cookie.isExpired(now))) {
			ofHost.remove(Collections.min(ofHost, FIRST_OUT_OF_HOST));
		}
	}

	private void removeOldest() {
		this.index.all()
			.stream()
			.flatMap(Arrays::stream)
			.min(Comparator.comparingLong(StoredCookie::stored))
			.ifPresent((oldest) -> removeAll(oldest::equals));
	}

	private void removeAll(Predicate<StoredCookie> condition) {
		for (StoredCookie[] present : this.index.all()) {
			List<StoredCookie> kept = new ArrayList<>(Arrays.asList(present));
			if (kept.removeIf(condition)) {
				replace(present[0].domain(), present, kept);
			}
		}
	}

	private void replace(String domain, StoredCookie[] present, List<StoredCookie> changed) {
		this.index.put(domain, changed.toArray(StoredCookie[]::new));
		this.count += changed.size() - present.length;
		this.sentChanged = true;
		this.changed = true;
	}

}
