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

package dev.sessions.internal.pool;

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
 * The state of one route: the number of its connections, the idle ones, and the pending
 * requests. Guarded by the pool's lock.
 */
final class RouteState {

	private final HttpRoute route;

	/**
	 * Ordered by last use, the most recent one last.
	 */
	private final ArrayDeque<PoolSlot> idle = new ArrayDeque<>(4);

	private final Set<Waiter> waiters = new LinkedHashSet<>();

	private int leased;

	private int allocated;

	private int max;

	RouteState(HttpRoute route, int max) {
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
	 * The number of connections that count against the bound, including those that are
	 * being closed.
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

	void addIdle(PoolSlot slot) {
		slot.setLeased(false);
		this.idle.addLast(slot);
	}

	/**
	 * Take the most recently used idle connection among those of the same user and those
	 * of no user.
	 */
	@Nullable PoolSlot takeIdle(@Nullable Object user) {
		PoolSlot last = this.idle.peekLast();
		if (last == null || Objects.equals(last.entry().getState(), user)) {
			this.idle.pollLast();
			return leased(last);
		}
		PoolSlot slot = (user != null) ? takeIdleOf(user) : null;
		return (slot != null) ? slot : takeIdleOf(null);
	}

	private @Nullable PoolSlot takeIdleOf(@Nullable Object user) {
		for (Iterator<PoolSlot> slots = this.idle.descendingIterator(); slots.hasNext();) {
			PoolSlot slot = slots.next();
			if (Objects.equals(slot.entry().getState(), user)) {
				slots.remove();
				return leased(slot);
			}
		}
		return null;
	}

	private static @Nullable PoolSlot leased(@Nullable PoolSlot slot) {
		if (slot != null) {
			slot.setLeased(true);
		}
		return slot;
	}

	@Nullable PoolSlot oldestIdle() {
		return this.idle.peekFirst();
	}

	@Nullable PoolSlot takeOldestIdle() {
		return this.idle.pollFirst();
	}

	void takeIdle(Predicate<PoolSlot> wanted, List<PoolSlot> taken) {
		this.idle.removeIf((slot) -> wanted.test(slot) && taken.add(slot));
	}

	int pending() {
		return this.waiters.size();
	}

	/**
	 * The oldest pending request.
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
