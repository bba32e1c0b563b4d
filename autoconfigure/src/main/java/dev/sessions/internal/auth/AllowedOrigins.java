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

package dev.sessions.internal.auth;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.sessions.internal.net.Origin;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The origins that may receive a session's credentials: that of the base URL and those of
 * {@code auth.allowed-origins}. Immutable.
 */
public final class AllowedOrigins {

	private final @Nullable Origin base;

	private final Origin[] origins;

	private AllowedOrigins(@Nullable Origin base, Set<Origin> origins) {
		this.base = base;
		this.origins = origins.toArray(new Origin[0]);
	}

	/**
	 * Combine origins.
	 * @param base the origin of the base URL, or {@code null} if there is none
	 * @param further the additional origins
	 * @return the origins
	 */
	public static AllowedOrigins of(@Nullable Origin base, Collection<Origin> further) {
		Set<Origin> origins = new LinkedHashSet<>();
		if (base != null) {
			origins.add(base);
		}
		origins.addAll(further);
		return new AllowedOrigins(base, origins);
	}

	/**
	 * Return whether a target has the origin of the base URL.
	 * @param target the host that a request is sent to
	 * @return whether it has
	 */
	public boolean isBase(HttpHost target) {
		return this.base != null && this.base.is(target);
	}

	/**
	 * Return whether a link leads to one of these origins or to the first origin of a
	 * call.
	 * @param link the link
	 * @param start the first origin of the call
	 * @return whether the origin of the link is allowed; always {@code false} for a link
	 * with user info
	 */
	public boolean contains(URI link, Origin start) {
		Origin origin = Origin.find(link);
		return origin != null && (origin.equals(start) || Arrays.asList(this.origins).contains(origin));
	}

	/**
	 * Return whether a target may receive the credentials.
	 * @param target the target host of a request
	 * @return whether the target may receive them
	 */
	public boolean contains(HttpHost target) {
		for (Origin origin : this.origins) {
			if (origin.is(target)) {
				return true;
			}
		}
		return false;
	}

}
