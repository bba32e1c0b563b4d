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

package dev.sessions.internal.call;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.ForkSettings;
import org.jspecify.annotations.Nullable;

/**
 * The keyed forks of a session and of its forks. Idle forks are dropped, the least
 * recently used first, when there are too many or their idle time exceeds the limit. A
 * fork with a running call is not idle. The monitor is held only for short steps that
 * never block and whose time does not depend on the number of forks. Thread-safe.
 *
 * @param <T> the forks
 */
public final class KeyedForks<T> {

	private static final long MIN_SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final int maxCount;

	private final long maxIdleNanos;

	private final Supplier<TimeSource> time;

	private final Map<ForkKey, Entry<T>> forks = new HashMap<>();

	/**
	 * The idle forks, the least recently used first.
	 */
	private final Set<Entry<T>> idle = new LinkedHashSet<>();

	/**
	 * Whether a sweep is scheduled.
	 */
	private final AtomicBoolean sweeping = new AtomicBoolean();

	private volatile @Nullable Future<?> sweep;

	/**
	 * Create an empty collection of forks.
	 * @param settings the limits on their number and idle time
	 * @param time the time source of the idle time
	 */
	public KeyedForks(ForkSettings settings, Supplier<TimeSource> time) {
		this.maxCount = settings.maxCount();
		this.maxIdleNanos = settings.maxIdle().toNanos();
		this.time = time;
	}

	/**
	 * Find the fork of a key, or create it. A fork of a closed session is not kept.
	 * @param parent the state of the parent session
	 * @param key the key
	 * @param factory the factory of the fork; if several threads create one concurrently,
	 * all of them get the same fork
	 * @return the fork
	 */
	public T get(SessionState parent, String key, Function<Entry<T>, T> factory) {
		ForkKey id = new ForkKey(parent, key);
		T present = find(id, now());
		if (present != null) {
			return present;
		}
		Entry<T> entry = new Entry<>(this, id);
		T fork = keep(entry, factory.apply(entry), now());
		if (fork == entry.fork) {
			sweepLater();
		}
		return fork;
	}

	private synchronized @Nullable T find(ForkKey id, long now) {
		dropExpired(now);
		return use(this.forks.get(id), now);
	}

	/**
	 * Keeps a new fork, which is never dropped in favor of others, even if all of them
	 * are in use.
	 * @return the fork, or the one that another thread added first
	 */
	private synchronized T keep(Entry<T> entry, T fork, long now) {
		T winner = use(this.forks.get(entry.id), now);
		if (winner != null) {
			return winner;
		}
		if (!entry.id.parent().isClosed()) {
			dropSurplus(this.maxCount - 1);
			entry.fork = fork;
			this.forks.put(entry.id, entry);
			addToIdle(entry, now);
		}
		return fork;
	}

	private @Nullable T use(@Nullable Entry<T> entry, long now) {
		if (entry == null) {
			return null;
		}
		if (this.idle.remove(entry)) {
			addToIdle(entry, now);
		}
		return entry.fork;
	}

	private void addToIdle(Entry<T> entry, long now) {
		entry.usedAt = now;
		this.idle.add(entry);
	}

	/**
	 * Drop the fork of a key.
	 * @param parent the state of the parent session
	 * @param key the key
	 */
	public synchronized void forget(SessionState parent, String key) {
		Entry<T> entry = this.forks.get(new ForkKey(parent, key));
		if (entry != null) {
			this.idle.remove(entry);
			drop(entry);
		}
	}

	/**
	 * Drop all forks, and stop sweeping until another one is kept.
	 */
	public void clear() {
		dropAll();
		Future<?> next = this.sweep;
		if (next != null && this.sweeping.compareAndSet(true, false)) {
			next.cancel(false);
		}
	}

	private synchronized void dropAll() {
		this.forks.values().forEach((entry) -> entry.fork = null);
		this.forks.clear();
		this.idle.clear();
	}

	private synchronized void began(Entry<T> entry) {
		entry.calls++;
		this.idle.remove(entry);
	}

	private synchronized void ended(Entry<T> entry, long now) {
		entry.calls--;
		if (entry.calls == 0 && entry.fork != null) {
			addToIdle(entry, now);
			dropSurplus(this.maxCount);
		}
	}

	private void dropSurplus(int most) {
		Iterator<Entry<T>> oldest = this.idle.iterator();
		while (this.forks.size() > most && oldest.hasNext()) {
			Entry<T> entry = oldest.next();
			oldest.remove();
			drop(entry);
		}
	}

	private void dropExpired(long now) {
		Iterator<Entry<T>> oldest = this.idle.iterator();
		while (oldest.hasNext()) {
			Entry<T> entry = oldest.next();
			if (now - entry.usedAt <= this.maxIdleNanos) {
				return;
			}
			oldest.remove();
			drop(entry);
		}
	}

	private void drop(Entry<T> entry) {
		this.forks.remove(entry.id);
		entry.fork = null;
	}

	private long now() {
		return this.time.get().nanoTime();
	}

	/**
	 * Schedules a sweep, so that forks of an unused session expire, too.
	 */
	private void sweepLater() {
		if (this.sweeping.compareAndSet(false, true)) {
			this.sweep = sweepLater(new WeakReference<>(this), Math.max(this.maxIdleNanos / 2, MIN_SWEEP_NANOS));
		}
	}

	/**
	 * Schedules a sweep through a weak reference, so that the timer does not keep the
	 * session alive.
	 */
	private static Future<?> sweepLater(WeakReference<KeyedForks<?>> reference, long nanos) {
		return SharedTimer.INSTANCE.schedule(nanos, () -> {
			KeyedForks<?> forks = reference.get();
			if (forks != null) {
				forks.sweep();
			}
		});
	}

	private void sweep() {
		this.sweeping.set(false);
		if (!isEmptyAfterSweep(now())) {
			sweepLater();
		}
	}

	private synchronized boolean isEmptyAfterSweep(long now) {
		dropExpired(now);
		return this.forks.isEmpty();
	}

	/**
	 * A keyed fork and its usage. Guarded by the monitor of the collection.
	 *
	 * @param <T> the fork
	 */
	public static final class Entry<T> {

		private final KeyedForks<T> forks;

		private final ForkKey id;

		/**
		 * {@code null} if the fork is not kept.
		 */
		private @Nullable T fork;

		private int calls;

		private long usedAt;

		private Entry(KeyedForks<T> forks, ForkKey id) {
			this.forks = forks;
			this.id = id;
		}

		/**
		 * Return the key of the fork.
		 * @return the key, which may be the name of a user
		 */
		public String key() {
			return this.id.key();
		}

		/**
		 * Return the keys of the parent forks and of this one, outermost first.
		 * @return the keys, or {@code null} if a parent fork has no key
		 */
		@Nullable List<String> keys() {
			List<String> above = this.id.parent().keys();
			if (above == null) {
				return null;
			}
			List<String> keys = new ArrayList<>(above);
			keys.add(key());
			return keys;
		}

		/**
		 * Records the start of a call, also for the parent session, which may be a keyed
		 * fork itself.
		 */
		void began() {
			this.id.parent().began();
			this.forks.began(this);
		}

		/**
		 * Records the end of a call.
		 */
		void ended() {
			this.forks.ended(this, this.forks.now());
			this.id.parent().ended();
		}

	}

}
