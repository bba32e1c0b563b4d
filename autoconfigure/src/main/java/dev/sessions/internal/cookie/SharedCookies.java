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

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.concurrent.StaggeredTasks;
import dev.sessions.internal.shared.BoundedWait;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedSession;
import org.jspecify.annotations.Nullable;

/**
 * The jars of a session and of its keyed forks that are shared with other instances. An
 * unused jar is removed from the memory of this instance but stays in the store.
 * Thread-safe.
 */
final class SharedCookies implements AutoCloseable {

	private static final String KIND = "cookies";

	/**
	 * The time for which the cookies of a session are kept after their last use by any
	 * instance.
	 */
	private static final Duration RETENTION = Duration.ofDays(30);

	private static final long COMPARE_NANOS = TimeUnit.SECONDS.toNanos(60);

	/**
	 * An instance may have thousands of jars. Synchronizing all of them at once would
	 * delay the responses of the store until it appears unavailable.
	 */
	private static final int COMPARED_AT_ONCE = 32;

	private final SharedSession session;

	private final ConcurrentMap<SharedMap, Entry> jars = new ConcurrentHashMap<>();

	private final ReferenceQueue<SharedJar> unused = new ReferenceQueue<>();

	private final StaggeredTasks<SharedJar> comparisons = new StaggeredTasks<>(COMPARED_AT_ONCE, SharedJar::compare);

	private final Duration forkRetention;

	private volatile @Nullable Future<?> comparison;

	private volatile boolean closed;

	/**
	 * Share the jars of a session.
	 * @param session the shared state of the session
	 * @param forkRetention the time for which the jar of a keyed fork is kept after its
	 * last use
	 */
	SharedCookies(SharedSession session, Duration forkRetention) {
		this.session = session;
		this.forkRetention = forkRetention;
		compareLater();
	}

	SharedSession session() {
		return this.session;
	}

	/**
	 * Return the name of a jar, which does not reveal the keys.
	 * @param keys the keys of the fork that the jar belongs to; empty for the session
	 * @return the name
	 */
	SharedMap map(List<String> keys) {
		return this.session.map(KIND, keys.toArray(String[]::new));
	}

	Duration retention(List<String> keys) {
		return keys.isEmpty() ? RETENTION : this.forkRetention;
	}

	/**
	 * Share the jar of the session. The shared jar starts with the cookies of the given
	 * jar, for example from a file, and those of the store if it responds in time.
	 * @param jar the jar
	 * @return the shared jar, which replaces the given one
	 */
	CookieJar ofSession(CookieJar jar) {
		SharedJar shared = open(List.of(), jar);
		BoundedWait.await(this.session.store(), shared.compare(), BoundedWait.OF_OPENING);
		return shared;
	}

	/**
	 * Return the jar of a keyed fork. It starts with the cookies of the store, or, if
	 * there are none, with those of its parent.
	 * @param keys the keys of the enclosing forks, followed by the key of the fork
	 * @param parent the jar of the parent
	 * @return the jar
	 */
	CookieJar fork(List<String> keys, CookieJar parent) {
		SharedJar jar = open(keys, parent.emptied());
		BoundedWait.await(this.session.store(), jar.compare(), BoundedWait.OF_CALL);
		if (jar.isUnused()) {
			jar.beginWith(parent);
		}
		return jar;
	}

	/**
	 * Return the shared jar in memory, or share a new one.
	 * @param keys the keys of the fork that the jar belongs to; empty for the session
	 * @param jar the jar to share if there is none in memory
	 * @return the shared jar
	 */
	SharedJar open(List<String> keys, CookieJar jar) {
		forgetUnused();
		SharedMap map = map(keys);
		while (true) {
			Entry entry = this.jars.computeIfAbsent(map, (name) -> new Entry(name, share(keys, jar), this.unused));
			SharedJar shared = entry.get();
			if (shared != null) {
				return shared;
			}
			this.jars.remove(map, entry);
		}
	}

	private SharedJar share(List<String> keys, CookieJar jar) {
		SharedJar shared = new SharedJar(this, keys, jar);
		shared.begin();
		return shared;
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
		SharedJar jar = (entry != null) ? entry.get() : null;
		if (jar != null) {
			CompletableFuture<?> unusedResult = jar.compare();
		}
	}

	/**
	 * Queue a jar for synchronization with the store.
	 */
	void compareInTurn(SharedJar jar) {
		this.comparisons.add(jar);
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
	 * A jar in memory, held weakly.
	 */
	private static final class Entry extends WeakReference<SharedJar> {

		private final SharedMap map;

		Entry(SharedMap map, SharedJar jar, ReferenceQueue<SharedJar> unused) {
			super(jar, unused);
			this.map = map;
		}

	}

}
