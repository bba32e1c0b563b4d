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

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The content of a jar, created with its first cookie (RFC 6265bis, sections 5.7 and
 * 5.8.3). A lock serializes changes and snapshots. Requests see the state before or after
 * a change and never wait.
 */
final class CookieTable {

	/**
	 * The older cookie first. Only cookies of two instances can have the same age; all
	 * instances order these by name.
	 */
	private static final Comparator<StoredCookie> CREATION_ORDER = Comparator.comparingLong(StoredCookie::created)
		.thenComparing(StoredCookie::name);

	/**
	 * Longer paths first, then the older cookie.
	 */
	private static final Comparator<CookieEntry> SENDING_ORDER = Comparator
		.comparingInt((CookieEntry kept) -> -kept.cookie().path().length())
		.thenComparing(CookieEntry::cookie, CREATION_ORDER);

	private final BoundedCookies cookies;

	private final Clock clock;

	private final CookieUsage uses;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Consumer<StoredCookie> listener;

	/**
	 * The cookies of recent hosts, in the current or a later state of the index. Each
	 * change replaces this with an empty cache.
	 */
	private volatile CookieHeaderCache recent = new CookieHeaderCache();

	CookieTable(int maxCount, Clock clock) {
		this.cookies = new BoundedCookies(maxCount);
		this.clock = clock;
		this.uses = new CookieUsage();
	}

	private CookieTable(CookieTable table) {
		this.cookies = new BoundedCookies(table.cookies);
		this.clock = table.clock;
		this.uses = new CookieUsage(table.uses);
	}

	/**
	 * Notify a listener of all later changes, except those of other instances.
	 * @param listener receives each cookie that is set, and an expired cookie for each
	 * one that is removed, with the time of the change; called in the order of the
	 * changes, under the lock of the table
	 */
	void listen(Consumer<StoredCookie> listener) {
		this.listener = listener;
	}

	long now() {
		return this.clock.millis();
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
	 * Return the cookies for a host, from the cache or the current state.
	 * @param host the host as written by the caller
	 * @param secure whether the connection is https
	 * @return the cookies of the host
	 */
	HostCookies select(String host, boolean secure) {
		CookieHeaderCache current = this.recent;
		HostCookies selection = current.find(host, secure, this.clock);
		if (selection == null) {
			String canonical = CookieDomain.canonical(host);
			long now = this.clock.millis();
			CookieEntry[] cookies = this.cookies.index()
				.upwards(canonical)
				.stream()
				.filter((kept) -> isFor(canonical, secure, now, kept.cookie()))
				.sorted(SENDING_ORDER)
				.toArray(CookieEntry[]::new);
			selection = new HostCookies(host, secure, cookies, this.uses);
			current.add(selection, host, secure);
		}
		return selection;
	}

	private static boolean isFor(String host, boolean secure, long now, StoredCookie cookie) {
		return !cookie.isExpired(now) && (secure || !cookie.secure())
				&& (!cookie.hostOnly() || cookie.domain().equals(host));
	}

	/**
	 * Return the cookies that have not expired, in the order of their creation.
	 */
	List<StoredCookie> list() {
		long now = this.clock.millis();
		this.lock.lock();
		try {
			return this.cookies.index()
				.all()
				.stream()
				.flatMap(Arrays::stream)
				.map(CookieEntry::cookie)
				.filter((cookie) -> !cookie.isExpired(now))
				.sorted(CREATION_ORDER)
				.toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Store cookies. An expired cookie removes the one that it replaces.
	 * @param cookies the cookies
	 * @param secure whether the cookies may replace or hide a {@code Secure} cookie,
	 * because they were received over https or set by the application
	 * @return whether anything changed
	 */
	boolean store(Collection<StoredCookie> cookies, boolean secure) {
		return change((now) -> {
			for (StoredCookie cookie : cookies) {
				if (secure || !overlaysSecure(cookie, now)) {
					long use = this.uses.set(now);
					store(cookie, use, use, now);
				}
			}
		});
	}

	/**
	 * Restore the cookies of an earlier table; if there are too many, the most recently
	 * set ones.
	 * @param cookies the cookies, in the order of their creation
	 * @return whether anything changed
	 */
	boolean restore(List<StoredCookie> cookies) {
		long tooMany = Math.max(0, cookies.size() - this.cookies.maxCount());
		long firstKept = cookies.stream().mapToLong(StoredCookie::stored).sorted().skip(tooMany).findFirst().orElse(0);
		return change((now) -> {
			for (StoredCookie cookie : cookies) {
				if (cookie.stored() >= firstKept) {
					this.uses.restore(cookie.stored());
					store(cookie, cookie.created(), cookie.stored(), now);
				}
			}
		});
	}

	/**
	 * Merge cookies of other instances. An expired cookie removes the one that it
	 * replaces.
	 * @param cookies the cookies with their times
	 * @param newer tests whether a cookie is newer than the known one
	 * @return whether anything changed
	 */
	boolean merge(List<StoredCookie> cookies, NewerCookie newer) {
		return change((now) -> {
			List<StoredCookie> merged = new ArrayList<>();
			for (StoredCookie cookie : cookies) {
				CookieEntry old = this.cookies.find(cookie);
				if (newer.replaces(cookie, (old != null) ? old.cookie().stored() : -1)) {
					merged.add(cookie);
					this.uses.restore(cookie.stored());
				}
			}
			// removals first, so that a full jar does not evict others needlessly
			merged.stream().filter((cookie) -> cookie.isExpired(now)).forEach(this::remove);
			this.cookies.takeRemoved();
			merged.stream()
				.filter((cookie) -> !cookie.isExpired(now))
				.forEach((cookie) -> this.cookies.put(cookie, this.cookies.find(cookie), now));
		});
	}

	private void remove(StoredCookie replacement) {
		CookieEntry old = this.cookies.find(replacement);
		if (old != null) {
			this.cookies.remove(old);
		}
	}

	boolean removeIf(Predicate<StoredCookie> condition) {
		return change((now) -> this.cookies.removeAll(condition));
	}

	/**
	 * Change the cookies. Cached headers stay valid if the cookies to send do not change.
	 * @param change receives the time in milliseconds since the epoch
	 * @return whether anything changed
	 */
	private boolean change(LongConsumer change) {
		this.lock.lock();
		try {
			long now = this.clock.millis();
			change.accept(now);
			reportRemovals(now);
			return this.cookies.takeChanged();
		}
		finally {
			if (this.cookies.takeSentChanged()) {
				this.recent = new CookieHeaderCache();
			}
			this.lock.unlock();
		}
	}

	/**
	 * Expired cookies are not reported, because each instance removes them itself.
	 */
	private void reportRemovals(long now) {
		List<CookieEntry> allRemoved = this.cookies.takeRemoved();
		if (this.listener != null) {
			for (CookieEntry removed : allRemoved) {
				StoredCookie cookie = removed.cookie();
				if (!cookie.isExpired(now) && this.cookies.find(cookie) == null) {
					report(cookie.removedAt(this.uses.set(now)));
				}
			}
		}
	}

	private void report(StoredCookie change) {
		Consumer<StoredCookie> listener = this.listener;
		if (listener != null) {
			listener.accept(change);
		}
	}

	/**
	 * Return whether a cookie received over http would hide or replace a {@code Secure}
	 * one (section 5.7, step 16).
	 */
	private boolean overlaysSecure(StoredCookie cookie, long now) {
		Predicate<CookieEntry> overlaid = (kept) -> {
			StoredCookie other = kept.cookie();
			return other.secure() && other.name().equals(cookie.name()) && !other.isExpired(now)
					&& CookiePath.matches(other.path(), cookie.path());
		};
		return this.cookies.index().upwards(cookie.domain()).stream().anyMatch(overlaid)
				|| this.cookies.index().below(cookie.domain()).anyMatch(overlaid);
	}

	private void store(StoredCookie cookie, long created, long stored, long now) {
		CookieEntry old = this.cookies.find(cookie);
		if (cookie.isExpired(now)) {
			if (old != null) {
				this.cookies.remove(old);
			}
			else {
				// another instance may have the cookie
				report(cookie.removedAt(stored));
			}
			return;
		}
		long first = (old != null && !old.cookie().isExpired(now)) ? old.cookie().created() : created;
		StoredCookie set = cookie.at(first, stored);
		report(set);
		this.cookies.put(set, old, now);
	}

	/**
	 * Decides between a cookie of another instance and the known cookie.
	 */
	@FunctionalInterface
	interface NewerCookie {

		/**
		 * Return whether a cookie replaces the known one.
		 * @param cookie the cookie of the other instance
		 * @param stored the time at which the known cookie was set, or a negative number
		 * if there is none
		 * @return whether the cookie replaces the known one
		 */
		boolean replaces(StoredCookie cookie, long stored);

	}

}
