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

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.sessions.internal.net.CanonicalPath;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Selects the mount of a request by its target: the one with the longest matching prefix.
 * Mounts are numbered; {@code Clients} maps the number to the client with the mount's
 * policies and pool. Immutable.
 */
public final class MountSelector {

	/**
	 * The number of the session itself, for requests that match no mount.
	 */
	public static final int NONE = 0;

	/**
	 * The mounts, the longest prefix first.
	 */
	private final List<Place> places;

	private MountSelector(List<Place> places) {
		this.places = places;
	}

	/**
	 * Create a selector.
	 * @param prefixes the prefixes
	 * @param baseUrl the base URL of the session, or {@code null} for none
	 * @return the selector, or {@code null} if there are no prefixes
	 * @throws IllegalArgumentException if two prefixes are equal, or one is a path and
	 * there is no base URL
	 */
	public static @Nullable MountSelector of(List<MountPrefix> prefixes, @Nullable URI baseUrl) {
		List<Place> places = new ArrayList<>();
		for (MountPrefix prefix : prefixes) {
			MountPrefix absolute = prefix.below(baseUrl);
			if (places.stream().anyMatch((place) -> place.prefix().equals(absolute))) {
				throw new IllegalArgumentException("There are two mounts for " + absolute);
			}
			places.add(new Place(absolute, places.size() + 1));
		}
		places.sort(Comparator.comparingInt((Place place) -> place.prefix().path().length()).reversed());
		return places.isEmpty() ? null : new MountSelector(places);
	}

	/**
	 * The number of a request's mount.
	 * @param target the target host
	 * @param pathAndQuery the path and query
	 * @return the number, counted from 1 in the order of the prefixes, or {@link #NONE}
	 */
	public int find(HttpHost target, @Nullable String pathAndQuery) {
		String path = (pathAndQuery != null) ? CanonicalPath.of(pathAndQuery) : "/";
		for (Place place : this.places) {
			if (place.prefix().matches(target, path)) {
				return place.number();
			}
		}
		return NONE;
	}

	/**
	 * A mount's prefix and number.
	 *
	 * @param prefix the absolute prefix
	 * @param number the number
	 */
	private record Place(MountPrefix prefix, int number) {

	}

}
