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

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * The jars of a session and of its keyed forks that are shared with other instances. A
 * jar that nobody uses any more leaves the memory of this instance and stays in the
 * store. Thread-safe.
 */
final class SharedCookies implements AutoCloseable {

	private static final String KIND = "cookies";

	/**
	 * How long the cookies of a session are kept that no instance has used.
	 */
	private static final Duration RETENTION = Duration.ofDays(30);

	private static final long COMPARE_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final SharedSession session;

	private final ConcurrentMap<SharedMap, Entry> jars = new ConcurrentHashMap<>();

	private final ReferenceQueue<CookieJar> unused = new ReferenceQueue<>();

	private final Duration forkRetention;

	private volatile @Nullable Future<?> comparison;

	private volatile boolean closed;

	/**
	 * Share the jars of a session.
	 * @param session what the session shares
	 * @param forkRetention how long the jar of a keyed fork is kept after its last use
	 */
	SharedCookies(SharedSession session, Duration forkRetention) {
		this.session = session;
		this.forkRetention = forkRetention;
		compareLater();
	}

	SharedStore store() {
		return this.session.store();
	}

	/**
	 * Return the name of a jar, which does not show the keys.
	 * @param keys the keys of the fork that it belongs to, or none for the session
	 * @return the name
	 */
	SharedMap map(List<String> keys) {
		return this.session.map(KIND, keys.toArray(String[]::new));
	}

	Duration retention(List<String> keys) {
		return keys.isEmpty() ? RETENTION : this.forkRetention;
	}

	/**
	 * Find a jar that is in memory, or create it.
	 * @param keys the keys of the fork that it belongs to, or none for the session
	 * @param factory creates the jar without comparing it with the store
	 * @return the jar
	 */
	CookieJar open(List<String> keys, Supplier<CookieJar> factory) {
		forgetUnused();
		SharedMap map = map(keys);
		while (true) {
			Entry entry = this.jars.computeIfAbsent(map, (name) -> new Entry(name, factory.get(), this.unused));
			CookieJar jar = entry.get();
			if (jar != null) {
				return jar;
			}
			this.jars.remove(map, entry);
		}
	}

	private void forgetUnused() {
		for (Object reference = this.unused.poll(); reference != null; reference = this.unused.poll()) {
			Entry entry = (Entry) reference;
			this.jars.remove(entry.map, entry);
		}
	}

	private void compareLater() {
		WeakReference<SharedCookies> reference = new WeakReference<>(this);
		this.comparison = SharedTimer.INSTANCE.schedule(COMPARE_NANOS, () -> {
			SharedCookies cookies = reference.get();
			if (cookies != null && !cookies.closed) {
				cookies.compare();
				cookies.compareLater();
			}
		});
	}

	private void compare() {
		Entry entry = this.jars.get(map(List.of()));
		CookieJar jar = (entry != null) ? entry.get() : null;
		if (jar != null) {
			CompletableFuture<?> unusedResult = jar.compare();
		}
	}

	/**
	 * Have a jar learn of changes of other instances, as long as it is used.
	 */
	void listen(SharedMap map, SharedListener jar) {
		this.session.listen(map, jar);
	}

	/**
	 * End the exchange with other instances.
	 */
	@Override
	public void close() {
		this.closed = true;
		Future<?> next = this.comparison;
		if (next != null) {
			next.cancel(false);
		}
		this.jars.clear();
	}

	/**
	 * A jar in memory, as long as something uses it.
	 */
	private static final class Entry extends WeakReference<CookieJar> {

		private final SharedMap map;

		Entry(SharedMap map, CookieJar jar, ReferenceQueue<CookieJar> unused) {
			super(jar, unused);
			this.map = map;
		}

	}

}
