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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.internal.concurrent.CoalescedTask;
import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.shared.BoundedWait;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedStore;

/**
 * A jar whose cookies are shared by all instances. Each instance keeps all cookies in
 * memory. Its changes are merged into the store in batches, 2 milliseconds later, and the
 * store publishes them to the other instances. For each cookie, the latest change wins.
 * The threads of calls never wait. Thread-safe.
 */
final class SharedJar extends CookieJar implements SharedListener {

	private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final SharedCookies cookies;

	private final List<String> keys;

	private final SharedStore store;

	private final SharedMap map;

	private final Duration retention;

	/**
	 * The changes that are not in the store yet. Guarded by this, like the next two
	 * fields.
	 */
	private Map<CookieKey, StoredCookie> pending = new LinkedHashMap<>();

	/**
	 * The removals of this and other instances, the oldest first.
	 */
	private final Map<CookieKey, StoredCookie> removals = new LinkedHashMap<>();

	private boolean due;

	private final SharedValues values = new SharedValues(this::pushValue);

	/**
	 * Calls that are rejected at the same time share one or two runs.
	 */
	private final CoalescedTask comparison = new CoalescedTask(this::load);

	private volatile long comparedAt = System.nanoTime();

	/**
	 * Create a jar, which is shared from {@link #begin()} on.
	 * @param cookies the shared jars of the session
	 * @param keys the keys of the fork that the jar belongs to; empty for the session
	 * @param jar the jar whose cookies and file the new one takes over
	 */
	SharedJar(SharedCookies cookies, List<String> keys, CookieJar jar) {
		super(jar);
		this.cookies = cookies;
		this.keys = keys;
		this.store = cookies.session().store();
		this.map = cookies.map(keys);
		this.retention = cookies.retention(keys);
	}

	/**
	 * Start sharing the changes of the jar.
	 */
	void begin() {
		table().listen(this::changed);
		this.cookies.session().listen(this.map, this);
	}

	/**
	 * Start with the cookies of another jar. Cookies of the store take precedence.
	 */
	void beginWith(CookieJar jar) {
		keep(table().restore(jar.list().stream().map((cookie) -> cookie.at(cookie.created(), 1)).toList()));
	}

	@Override
	public CookieJar fork(String key) {
		return this.cookies.fork(path(key), this);
	}

	@Override
	public void forgetFork(String key) {
		SharedJar fork = this.cookies.open(path(key), emptied());
		CompletableFuture<?> unused = fork.compare().whenComplete((value, failure) -> fork.forget());
	}

	/**
	 * Remove all cookies and shared values.
	 */
	private void forget() {
		clear();
		this.values.clear();
	}

	private List<String> path(String key) {
		List<String> path = new ArrayList<>(this.keys);
		path.add(key);
		return List.copyOf(path);
	}

	private synchronized void changed(StoredCookie cookie) {
		CookieKey key = CookieKey.of(cookie);
		this.pending.put(key, cookie);
		noteRemoval(key, cookie);
	}

	private void noteRemoval(CookieKey key, StoredCookie cookie) {
		this.removals.remove(key);
		if (SharedCookieFormat.isRemoval(cookie)) {
			this.removals.put(key, cookie);
			if (this.removals.size() > maxCount()) {
				this.removals.remove(this.removals.keySet().iterator().next());
			}
		}
	}

	/**
	 * Flushes in any case: a call without effect here, such as the removal of an unknown
	 * cookie, may be a change on another instance.
	 */
	@Override
	void keep(boolean changed) {
		super.keep(changed);
		flushLater();
	}

	private void flushLater() {
		synchronized (this) {
			if (this.due || this.pending.isEmpty()) {
				return;
			}
			this.due = true;
		}
		SharedTimer.INSTANCE.after(FLUSH_NANOS, this::flushNow);
	}

	private void flushNow() {
		CompletableFuture<?> unused = flush();
	}

	/**
	 * After a failure, the changes are sent when the store is available again and the jar
	 * is synchronized.
	 */
	@Override
	public CompletableFuture<?> flush() {
		Map<CookieKey, StoredCookie> taken;
		synchronized (this) {
			taken = this.pending;
			this.pending = new LinkedHashMap<>();
			this.due = false;
		}
		return push(taken.values().stream().map(SharedCookieFormat::write).toList());
	}

	private CompletableFuture<?> push(List<SharedEntry> entries) {
		if (entries.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		return this.store.merge(this.map, entries, this.retention).thenAccept((newer) -> merge(newer, true));
	}

	@Override
	public void changed(SharedMap map, List<SharedEntry> entries) {
		merge(entries, false);
	}

	@Override
	public void missed() {
		this.cookies.compareInTurn(this);
	}

	@Override
	public SharedValues sharedValues() {
		return this.values;
	}

	private void pushValue(SharedEntry value) {
		CompletableFuture<?> unused = push(List.of(value));
	}

	private void merge(List<SharedEntry> entries, boolean alsoEqual) {
		this.values.merge(entries.stream().filter(SharedValues::isValue).toList());
		List<StoredCookie> cookies = entries.stream().map(SharedCookieFormat::read).filter(Objects::nonNull).toList();
		keep(table().merge(cookies, (cookie, stored) -> replaces(cookie, stored, alsoEqual)));
	}

	/**
	 * Return whether a change of another instance replaces the known cookie or removal.
	 * @param cookie the cookie of the other instance
	 * @param stored the time at which the known cookie was set, or a negative number if
	 * there is none
	 * @param alsoEqual whether a change of the same time replaces the known one
	 */
	private synchronized boolean replaces(StoredCookie cookie, long stored, boolean alsoEqual) {
		CookieKey key = CookieKey.of(cookie);
		StoredCookie removal = this.removals.get(key);
		long own = (removal != null) ? Math.max(removal.stored(), stored) : stored;
		boolean replaces = cookie.stored() > own || (alsoEqual && cookie.stored() == own);
		if (replaces) {
			this.pending.remove(key);
			noteRemoval(key, cookie);
		}
		return replaces;
	}

	/**
	 * Synchronize the jar and the store.
	 * @return a future that completes when the jar is up to date
	 */
	CompletableFuture<?> compare() {
		return this.comparison.run();
	}

	@Override
	CompletableFuture<?> compareSoon() {
		return BoundedWait.within(this.store, compare(), BoundedWait.OF_CALL);
	}

	private CompletableFuture<?> load() {
		this.comparedAt = System.nanoTime();
		return this.store.load(this.map, this.retention).thenAccept(this::compare);
	}

	private void compare(List<SharedEntry> entries) {
		merge(entries, false);
		Map<String, Long> stamps = new HashMap<>();
		entries.forEach((entry) -> stamps.put(entry.key(), entry.stamp()));
		List<SharedEntry> newer = Stream.concat(this.values.entries(), own().stream().map(SharedCookieFormat::write))
			.filter((entry) -> stamps.getOrDefault(entry.key(), -1L) < entry.stamp())
			.toList();
		CompletableFuture<?> unusedPush = push(newer);
		long now = table().now();
		List<SharedEntry> expired = entries.stream().filter((entry) -> entry.expiry() <= now).toList();
		if (!expired.isEmpty()) {
			CompletableFuture<?> unusedPurge = this.store.purge(this.map, expired);
		}
	}

	private List<StoredCookie> own() {
		List<StoredCookie> own = new ArrayList<>(list());
		synchronized (this) {
			own.addAll(this.removals.values());
		}
		return own;
	}

	/**
	 * Return whether the jar has neither cookies nor known removals.
	 */
	boolean isUnused() {
		return own().isEmpty();
	}

	@Override
	public void used() {
		if (System.nanoTime() - this.comparedAt > this.retention.toNanos() / 4) {
			CompletableFuture<?> unused = compare();
		}
	}

	@Override
	public void close() {
		flushNow();
		if (this.keys.isEmpty()) {
			this.cookies.close();
		}
		super.close();
	}

}
