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

package dev.sessions.internal.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

import dev.sessions.internal.concurrent.TimeSource;

/**
 * A store in the memory of this virtual machine. Each object is one instance; those that
 * come from the same {@link #another()} chain share their entries. The model that other
 * stores are compared with. Thread-safe.
 */
public final class MemoryStore implements SharedStore {

	private final Shared shared;

	private final List<Listening> own = new CopyOnWriteArrayList<>();

	/**
	 * Create an empty store.
	 * @param time the time that locks and permits follow
	 */
	public MemoryStore(TimeSource time) {
		this(new Shared(time));
	}

	private MemoryStore(Shared shared) {
		this.shared = shared;
	}

	/**
	 * Return another instance that shares the entries of this one.
	 * @return the other instance
	 */
	public MemoryStore another() {
		return new MemoryStore(this.shared);
	}

	@Override
	public CompletableFuture<List<SharedEntry>> load(SharedMap map, Duration retention) {
		synchronized (this.shared) {
			return CompletableFuture.completedFuture(List.copyOf(this.shared.map(map, retention).values()));
		}
	}

	@Override
	public CompletableFuture<List<SharedEntry>> merge(SharedMap map, Collection<SharedEntry> entries,
			Duration retention) {
		List<SharedEntry> winners = new ArrayList<>();
		List<SharedEntry> older = new ArrayList<>();
		List<SharedListener> listeners;
		synchronized (this.shared) {
			Map<String, SharedEntry> present = this.shared.map(map, retention);
			for (SharedEntry entry : entries) {
				SharedEntry kept = present.get(entry.key());
				if (kept != null && kept.stamp() >= entry.stamp()) {
					older.add(kept);
				}
				else {
					present.put(entry.key(), entry);
					winners.add(entry);
				}
			}
			listeners = this.shared.listeners.stream()
				.filter((other) -> !this.own.contains(other) && other.topic().equals(map.topic()))
				.map(Listening::listener)
				.toList();
		}
		if (!winners.isEmpty()) {
			listeners.forEach((listener) -> listener.changed(map, winners));
		}
		return CompletableFuture.completedFuture(older);
	}

	@Override
	public CompletableFuture<Void> purge(SharedMap map, Collection<SharedEntry> entries) {
		synchronized (this.shared) {
			Kept kept = this.shared.maps.get(map);
			for (SharedEntry entry : entries) {
				if (kept != null) {
					kept.entries()
						.computeIfPresent(entry.key(),
								(key, present) -> (present.stamp() == entry.stamp()) ? null : present);
				}
			}
		}
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Lose a map.
	 * @param map the map
	 * @return completes at once
	 */
	public CompletableFuture<Void> delete(SharedMap map) {
		synchronized (this.shared) {
			this.shared.maps.remove(map);
		}
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Boolean> acquire(SharedMap lock, String holder, Duration lease) {
		synchronized (this.shared) {
			long now = this.shared.now();
			Lock present = this.shared.locks.get(lock);
			boolean free = present == null || present.end() - now <= 0 || present.holder().equals(holder);
			if (free) {
				this.shared.locks.put(lock, new Lock(holder, now + lease.toNanos()));
			}
			return CompletableFuture.completedFuture(free);
		}
	}

	@Override
	public CompletableFuture<Void> release(SharedMap lock, String holder) {
		synchronized (this.shared) {
			this.shared.locks.computeIfPresent(lock,
					(name, present) -> present.holder().equals(holder) ? null : present);
		}
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public SharedPermits permits(SharedMap name, int limit, Duration period) {
		return (maxWait) -> {
			synchronized (this.shared) {
				return CompletableFuture.completedFuture(this.shared.permits
					.computeIfAbsent(name, (key) -> new Permits(limit, period.toNanos(), this.shared.now()))
					.reserve(this.shared.now(), maxWait.toNanos()));
			}
		};
	}

	@Override
	public Registration listen(String topic, SharedListener listener) {
		Listening listening = new Listening(topic, listener, ThreadLocalRandom.current().nextLong());
		this.own.add(listening);
		this.shared.listeners.add(listening);
		return () -> {
			this.own.remove(listening);
			this.shared.listeners.remove(listening);
		};
	}

	@Override
	public CompletableFuture<Void> probe() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void close() {
		this.shared.listeners.removeAll(this.own);
		this.own.clear();
	}

	@Override
	public String toString() {
		return "memory";
	}

	/**
	 * What all instances see. Guarded by this, except for the listeners.
	 */
	private static final class Shared {

		private final TimeSource time;

		private final Map<SharedMap, Kept> maps = new HashMap<>();

		private final Map<SharedMap, Lock> locks = new HashMap<>();

		private final Map<SharedMap, Permits> permits = new HashMap<>();

		private final List<Listening> listeners = new CopyOnWriteArrayList<>();

		Shared(TimeSource time) {
			this.time = time;
		}

		long now() {
			return this.time.nanoTime();
		}

		Map<String, SharedEntry> map(SharedMap name, Duration retention) {
			long now = now();
			Kept kept = this.maps.get(name);
			Map<String, SharedEntry> entries = (kept != null && kept.end() - now > 0) ? kept.entries()
					: new HashMap<>();
			this.maps.put(name, new Kept(entries, now + retention.toNanos()));
			return entries;
		}

	}

	private record Kept(Map<String, SharedEntry> entries, long end) {

	}

	private record Lock(String holder, long end) {

	}

	private record Listening(String topic, SharedListener listener, long id) {

	}

	/**
	 * Permits that are renewed as a whole at the beginning of each period. Those of later
	 * periods can be reserved.
	 */
	private static final class Permits {

		private final int limit;

		private final long period;

		private final long begin;

		private long current;

		private long used;

		Permits(int limit, long period, long begin) {
			this.limit = limit;
			this.period = period;
			this.begin = begin;
		}

		long reserve(long now, long maxWait) {
			long cycle = (now - this.begin) / this.period;
			long passed = cycle - this.current;
			this.used = Math.max(0, this.used - passed * this.limit);
			this.current = cycle;
			long ahead = this.used / this.limit;
			long wait = (ahead > 0) ? this.begin + (cycle + ahead) * this.period - now : 0;
			if (wait > maxWait) {
				return -1;
			}
			this.used++;
			return wait;
		}

	}

}
