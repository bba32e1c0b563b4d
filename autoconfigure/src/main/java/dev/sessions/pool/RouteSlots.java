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

package dev.sessions.pool;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.hc.client5.http.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * What a pool knows of one route: how many connections lead there, which of them are
 * idle, and who waits. Guarded by the pool's lock.
 */
final class RouteSlots {

	private final HttpRoute route;

	/**
	 * The one used last stands last.
	 */
	private final ArrayDeque<Slot> idle = new ArrayDeque<>(4);

	private final Set<Waiter> waiters = new LinkedHashSet<>();

	private int leased;

	private int allocated;

	private int max;

	RouteSlots(HttpRoute route, int max) {
		this.route = route;
		this.max = max;
	}

	HttpRoute route() {
		return this.route;
	}

	int max() {
		return this.max;
	}

	void setMax(int max) {
		this.max = max;
	}

	/**
	 * How many connections count against the bound, those that are being closed included.
	 */
	int allocated() {
		return this.allocated;
	}

	void allocate(int change) {
		this.allocated += change;
	}

	int leased() {
		return this.leased;
	}

	void lease(int change) {
		this.leased += change;
	}

	boolean isUnused() {
		return this.allocated == 0 && this.waiters.isEmpty();
	}

	int idle() {
		return this.idle.size();
	}

	void addIdle(Slot slot) {
		slot.setLeased(false);
		this.idle.addLast(slot);
	}

	/**
	 * Take the idle connection used last among those that belong to the same user, or to
	 * nobody.
	 */
	@Nullable Slot takeIdle(@Nullable Object user) {
		Slot last = this.idle.peekLast();
		if (last == null || Objects.equals(last.entry().getState(), user)) {
			this.idle.pollLast();
			return leased(last);
		}
		Slot slot = (user != null) ? takeIdleOf(user) : null;
		return (slot != null) ? slot : takeIdleOf(null);
	}

	private @Nullable Slot takeIdleOf(@Nullable Object user) {
		for (Iterator<Slot> slots = this.idle.descendingIterator(); slots.hasNext();) {
			Slot slot = slots.next();
			if (Objects.equals(slot.entry().getState(), user)) {
				slots.remove();
				return leased(slot);
			}
		}
		return null;
	}

	private static @Nullable Slot leased(@Nullable Slot slot) {
		if (slot != null) {
			slot.setLeased(true);
		}
		return slot;
	}

	@Nullable Slot oldestIdle() {
		return this.idle.peekFirst();
	}

	@Nullable Slot takeOldestIdle() {
		return this.idle.pollFirst();
	}

	void takeIdle(Predicate<Slot> wanted, List<Slot> taken) {
		this.idle.removeIf((slot) -> wanted.test(slot) && taken.add(slot));
	}

	int pending() {
		return this.waiters.size();
	}

	/**
	 * Who waits longest.
	 */
	@Nullable Waiter firstWaiter() {
		return this.waiters.isEmpty() ? null : this.waiters.iterator().next();
	}

	void addWaiter(Waiter waiter) {
		this.waiters.add(waiter);
	}

	void removeWaiter(Waiter waiter) {
		this.waiters.remove(waiter);
	}

	void removeAllWaiters(List<Waiter> removed) {
		removed.addAll(this.waiters);
		this.waiters.clear();
	}

}
