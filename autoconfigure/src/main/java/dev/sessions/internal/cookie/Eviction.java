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

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Chooses the cookie that a full jar removes: the least recently used cookie (RFC
 * 6265bis, section 5.7) of the site that has to make room.
 * <p>
 * A site is a registrable domain with all hosts below it. It makes room for its own new
 * cookies once it has more than a small share of the jar. Below that, the site with the
 * most cookies makes room, or, if no site exceeds the share, the site with the least
 * recently used cookie of the jar. Within a site, the same rule applies to its hosts. So
 * neither a host nor a domain with many hosts can evict the cookies of others.
 * <p>
 * This class is not notified of uses; {@link EvictionOrder} detects them when it needs
 * the order. Not thread-safe.
 */
final class Eviction {

	/**
	 * A cookie received over http must not evict a {@code Secure} one.
	 */
	static final Comparator<CookieEntry> FIRST_OUT_OF_HOST = Comparator
		.comparing((CookieEntry kept) -> kept.cookie().secure())
		.thenComparingLong(CookieEntry::lastUse);

	private static final Comparator<CookieEntry> LEAST_RECENTLY_USED = Comparator.comparingLong(CookieEntry::lastUse);

	private static final int MAX_SHARE = 20;

	private final int share;

	private final Map<String, Host> hosts = new HashMap<>();

	private final Map<String, Site> sites = new HashMap<>();

	private final EvictionOrder<Site> order;

	/**
	 * Create the eviction of a jar.
	 * @param index the cookies of the jar
	 * @param maxCount the maximum number of cookies
	 */
	Eviction(CookiesByHost index, int maxCount) {
		this.share = Math.max(1, Math.min(MAX_SHARE, maxCount / 50));
		this.order = new EvictionOrder<>(this.share);
		for (CookieEntry[] cookies : index.all()) {
			changed(cookies[0].cookie().domain(), cookies);
		}
	}

	/**
	 * Update the cookies of a host.
	 * @param name the host
	 * @param cookies the cookies of the host
	 */
	void changed(String name, CookieEntry[] cookies) {
		Host host = this.hosts.computeIfAbsent(name, this::host);
		host.cookies = cookies;
		host.site.hosts.place(host);
		this.order.place(host.site);
		if (host.size() == 0) {
			this.hosts.remove(name);
		}
		if (host.site.size() == 0) {
			this.sites.remove(host.site.name());
		}
	}

	private Host host(String name) {
		return new Host(name, this.sites.computeIfAbsent(PublicSuffixes.site(name), this::site));
	}

	private Site site(String name) {
		return new Site(name, new EvictionOrder<>(this.share));
	}

	/**
	 * Choose a cookie of the jar.
	 * @param adding the host that added a cookie
	 * @return the cookie to remove
	 */
	CookieEntry choose(String adding) {
		Host newest = this.hosts.get(adding);
		Site site = this.order.choose((newest != null) ? newest.site : null);
		Host host = site.hosts.choose((newest != null && newest.site.equals(site)) ? newest : null);
		return Collections.min(Arrays.asList(host.cookies),
				(host.size() > this.share) ? FIRST_OUT_OF_HOST : LEAST_RECENTLY_USED);
	}

	private static final class Host implements EvictionOrder.Part {

		private final String name;

		private final Site site;

		private CookieEntry[] cookies = {};

		Host(String name, Site site) {
			this.name = name;
			this.site = site;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public int size() {
			return this.cookies.length;
		}

		@Override
		public long leastRecentUse() {
			long least = Long.MAX_VALUE;
			for (CookieEntry cookie : this.cookies) {
				least = Math.min(least, cookie.lastUse());
			}
			return least;
		}

	}

	private record Site(String name, EvictionOrder<Host> hosts) implements EvictionOrder.Part {

		@Override
		public int size() {
			return this.hosts.size();
		}

		@Override
		public long leastRecentUse() {
			return this.hosts.leastRecentUse();
		}

	}

}
