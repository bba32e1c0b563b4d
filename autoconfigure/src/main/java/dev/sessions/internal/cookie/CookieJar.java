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
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Predicate;

import dev.sessions.settings.CookieSettings;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one session (RFC 6265bis), bounded in total and for each host. A full
 * jar removes expired cookies first, then the least recently set or sent cookies,
 * preferably of the host that adds new ones:
 * <ul>
 * <li>A host has at most 180 cookies. Beyond that, its own cookies are removed, starting
 * with those that are not {@code Secure}.
 * <li>A site is a registrable domain with all hosts below it. It makes room for its own
 * new cookies once it has more than 20 (or a fiftieth of {@code max-count}, if that is
 * less). Within the site, the same rule applies to each host.
 * <li>For the new cookies of a smaller site, the site with the most cookies makes room.
 * If no site exceeds this share, the least recently used cookie of the jar is removed.
 * </ul>
 * The last use of a cookie is kept in memory only. After a restart, cookies are ordered
 * by the time at which they were set.
 * <p>
 * Thread-safe; requests never wait. An empty jar takes almost no memory, and the cost of
 * a request does not depend on the cookies of other hosts.
 */
public class CookieJar implements CookieStore, AutoCloseable {

	private static final AtomicReferenceFieldUpdater<CookieJar, CookieTable> tableUpdater = AtomicReferenceFieldUpdater
		.newUpdater(CookieJar.class, CookieTable.class, "table");

	private final int maxCount;

	private final Clock clock;

	private final @Nullable CookieFile file;

	/**
	 * {@code null} until the first cookie is added.
	 */
	private volatile @Nullable CookieTable table;

	/**
	 * Create an empty jar.
	 * @param settings the settings
	 * @throws IllegalStateException if HttpClient's list of public suffixes is missing
	 */
	public CookieJar(CookieSettings settings) {
		this(settings, Clock.systemUTC());
	}

	private CookieJar(CookieSettings settings, Clock clock) {
		this(settings.maxCount(), clock, null, null);
		if (settings.enabled()) {
			PublicSuffixes.requirePresent();
		}
	}

	private CookieJar(int maxCount, Clock clock, @Nullable CookieTable table, @Nullable CookieFile file) {
		this.maxCount = maxCount;
		this.clock = clock;
		this.table = table;
		this.file = file;
	}

	/**
	 * Create a jar that replaces another one and takes over its cookies and its file.
	 */
	CookieJar(CookieJar jar) {
		this(jar.maxCount, jar.clock, jar.table(), jar.file);
	}

	/**
	 * Create the jar of a session, with the cookies of the file in its settings.
	 * @param settings the settings
	 * @param session the session's name
	 * @param later runs a task after one second, on another thread
	 * @param clock the clock for the expiry of cookies
	 * @return the jar, which must be closed
	 * @throws CookieFileException if the file cannot be used
	 * @throws IllegalStateException if HttpClient's list of public suffixes is missing
	 */
	static CookieJar open(CookieSettings settings, String session, Executor later, Clock clock) {
		CookieJar jar = new CookieJar(settings, clock);
		if (!settings.enabled() || settings.file() == null) {
			return jar;
		}
		CookieFile file = CookieFile.open(settings.file(), session, later);
		jar.table().restore(file.read(jar.maxCount));
		return new CookieJar(jar.maxCount, clock, jar.table, file);
	}

	/**
	 * Create a jar with the same cookies. The new jar is neither shared nor kept in a
	 * file.
	 * @return the new jar
	 */
	public final CookieJar copy() {
		CookieTable current = this.table;
		return new CookieJar(this.maxCount, this.clock, (current != null) ? current.copy() : null, null);
	}

	/**
	 * Create an empty jar with the same limit. The new jar is neither shared nor kept in
	 * a file.
	 */
	final CookieJar emptied() {
		return new CookieJar(this.maxCount, this.clock, null, null);
	}

	final int maxCount() {
		return this.maxCount;
	}

	/**
	 * Return the jar of a keyed fork. It is shared if this jar is shared.
	 * @param key the key
	 * @return the jar
	 */
	public CookieJar fork(String key) {
		return copy();
	}

	/**
	 * Remove the cookies of a keyed fork, if they are shared.
	 * @param key the key
	 */
	public void forgetFork(String key) {
	}

	/**
	 * Prolong the retention of a shared jar in its store after a use.
	 */
	public void used() {
	}

	/**
	 * Synchronize a shared jar with its store, within the time that a call waits for it.
	 * @return a future that completes when the jar is up to date or the time is over
	 */
	CompletableFuture<?> compareSoon() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Send the changes of this instance to the store of a shared jar now.
	 * @return a future that completes when the store has the changes, exceptionally if
	 * the store is unavailable
	 */
	public CompletableFuture<?> flush() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Return the values that a keyed fork shares besides its cookies.
	 * @return the values, or {@code null} if this jar is not shared
	 */
	public @Nullable SharedValues sharedValues() {
		return null;
	}

	/**
	 * Return whether the jar contains cookies that are kept in a file.
	 * @return whether there are such cookies
	 */
	public final boolean hasKeptCookies() {
		return this.file != null && !list().isEmpty();
	}

	/**
	 * Return the cookies for a host.
	 * @param host the target host
	 * @param secure whether the connection is https
	 * @return the cookies, or {@code null} if the jar never contained a cookie
	 */
	@Nullable HostCookies select(String host, boolean secure) {
		CookieTable current = this.table;
		return (current != null) ? current.select(host, secure) : null;
	}

	/**
	 * Store the cookies of a response.
	 * @param response the response
	 * @param host the target host
	 * @param target the path of the request, with or without a query
	 * @param secure whether the response was received over https
	 */
	void receive(HttpMessage response, String host, String target, boolean secure) {
		List<StoredCookie> cookies = ResponseCookies.of(response, host, target, secure, this.clock.millis());
		if (!cookies.isEmpty()) {
			store(cookies, secure);
		}
	}

	/**
	 * Add cookies. Each replaces the cookie of the same name, domain and path; an expired
	 * cookie removes it.
	 * @param cookies the cookies
	 */
	public void addAll(Collection<StoredCookie> cookies) {
		store(cookies, true);
	}

	private void store(Collection<StoredCookie> cookies, boolean secure) {
		keep(table().store(cookies, secure));
	}

	/**
	 * Persist the cookies after a change.
	 * @param changed whether the cookies differ from before
	 */
	void keep(boolean changed) {
		if (changed && this.file != null) {
			this.file.changed(this);
		}
	}

	/**
	 * Return the content, and create it if necessary.
	 */
	final CookieTable table() {
		CookieTable current = this.table;
		return (current != null) ? current : tableUpdater.updateAndGet(this,
				(present) -> (present != null) ? present : new CookieTable(this.maxCount, this.clock));
	}

	/**
	 * Return the cookies that have not expired.
	 * @return a snapshot, in the order of creation
	 */
	public List<StoredCookie> list() {
		CookieTable current = this.table;
		return (current != null) ? current.list() : List.of();
	}

	/**
	 * Remove cookies.
	 * @param condition tests whether a cookie is to be removed
	 * @return whether a cookie was removed
	 */
	public boolean removeIf(Predicate<StoredCookie> condition) {
		CookieTable current = this.table;
		boolean changed = current != null && current.removeIf(condition);
		keep(changed);
		return changed;
	}

	@Override
	public void addCookie(Cookie cookie) {
		addAll(List.of(StoredCookie.of(cookie)));
	}

	@Override
	public List<Cookie> getCookies() {
		return List.copyOf(list());
	}

	@Override
	@SuppressWarnings("deprecation") // required by the interface
	public boolean clearExpired(Date date) {
		return clearExpired(date.toInstant());
	}

	@Override
	public boolean clearExpired(Instant date) {
		return removeIf((cookie) -> cookie.isExpired(date));
	}

	@Override
	public void clear() {
		removeIf((cookie) -> true);
	}

	/**
	 * Write pending changes to the file or store of the jar. Later changes are not
	 * written.
	 */
	@Override
	public void close() {
		if (this.file != null) {
			this.file.close(this);
		}
	}

	@Override
	public String toString() {
		return "CookieJar[" + list().size() + " of at most " + this.maxCount + " cookies]";
	}

}
