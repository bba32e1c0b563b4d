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
import java.util.List;

import dev.sessions.internal.net.Origin;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The redirects that a call followed, created at the first one. Confined to the thread of
 * the call.
 */
final class RedirectHistory {

	private final List<FollowedRedirect> hops = new ArrayList<>();

	private @Nullable URI location;

	private boolean downgraded;

	private boolean leftOrigin;

	void add(HttpHost from, HttpResponse redirect, URI location) {
		this.hops.add(new FollowedRedirect(redirect, this.location));
		this.location = location;
		Origin next = Origin.find(location);
		this.leftOrigin |= next == null || !next.is(from);
		this.downgraded |= "https".equalsIgnoreCase(from.getSchemeName()) && "http".equals(location.getScheme());
	}

	List<FollowedRedirect> hops() {
		return this.hops;
	}

	/**
	 * The target of the last redirect.
	 */
	@Nullable URI location() {
		return this.location;
	}

	/**
	 * Whether a redirect led to another origin.
	 */
	boolean leftOrigin() {
		return this.leftOrigin;
	}

	/**
	 * Whether a redirect led from https to http, and the given target is also http.
	 */
	boolean isDowngradedTo(HttpHost target) {
		return this.downgraded && "http".equalsIgnoreCase(target.getSchemeName());
	}

}
