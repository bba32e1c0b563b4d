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

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The order in which hosts or sites make room: first those that exceed their share, by
 * descending size, then the others by least recent use. A use does not update the order;
 * a part that was used since is moved when it becomes the first. So a use costs nothing,
 * and a choice takes logarithmic time. Not thread-safe.
 *
 * @param <T> a host or a site
 */
final class EvictionOrder<T extends EvictionOrder.Part> {

	private final int share;

	private final Map<String, Place> places = new HashMap<>();

	private final TreeMap<Place, T> order = new TreeMap<>(
			Comparator.comparingInt(Place::excess).reversed().thenComparingLong(Place::use).thenComparing(Place::name));

	private int size;

	/**
	 * Create an order without parts.
	 * @param share the maximum number of cookies of a part that does not have to make
	 * room for others
	 */
	EvictionOrder(int share) {
		this.share = share;
	}

	/**
	 * Place a part in the order, or remove it if it is empty.
	 */
	void place(T part) {
		Place before = this.places.remove(part.name());
		if (before != null) {
			this.order.remove(before);
			this.size -= before.size();
		}
		if (part.size() > 0) {
			Place place = placeOf(part);
			this.places.put(place.name(), place);
			this.order.put(place, part);
			this.size += place.size();
		}
	}

	private Place placeOf(T part) {
		int excess = Math.max(0, part.size() - this.share);
		// irrelevant for a large part, and expensive to compute
		return new Place(part.name(), part.size(), excess, (excess > 0) ? 0 : part.leastRecentUse());
	}

	/**
	 * Choose the part that makes room.
	 * @param adding the part that needs room, or {@code null} if it is not in this order
	 * @return the adding part if it exceeds its share, otherwise the first in the order
	 */
	T choose(@Nullable T adding) {
		if (adding != null && adding.size() > this.share) {
			return adding;
		}
		T first = first();
		// bounded, even if all parts are used continuously
		for (int left = this.order.size(); left > 0 && !placeOf(first).equals(this.places.get(first.name())); left--) {
			place(first);
			first = first();
		}
		return first;
	}

	private T first() {
		return this.order.values().iterator().next();
	}

	/**
	 * Return the number of cookies.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Return the least recent use of a cookie. Reads each cookie.
	 */
	long leastRecentUse() {
		return this.order.values().stream().mapToLong(Part::leastRecentUse).min().orElse(Long.MAX_VALUE);
	}

	/**
	 * A host or a site with its cookies.
	 */
	interface Part {

		/**
		 * Return the unique name of the part.
		 */
		String name();

		/**
		 * Return the number of its cookies.
		 */
		int size();

		/**
		 * Return the least recent use of its cookies.
		 */
		long leastRecentUse();

	}

	private record Place(String name, int size, int excess, long use) {

	}

}
