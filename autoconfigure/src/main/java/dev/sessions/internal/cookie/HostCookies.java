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

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a jar for one host, with the last {@code Cookie} header rendered from
 * them (RFC 6265bis, section 5.8.3). The cookies of a request depend on its path only,
 * and most hosts use few paths, so the header is reused.
 */
final class HostCookies {

	private static final String[] NONE = {};

	private final String host;

	private final boolean secure;

	private final CookieEntry[] cookies;

	private final CookieUsage uses;

	private final String[] paths;

	private final long firstExpiry;

	private volatile @Nullable Rendered rendered;

	/**
	 * Create the cookies of a host.
	 * @param host the host as written by the caller
	 * @param secure whether the connection is https
	 * @param cookies the cookies, in sending order
	 * @param uses records which cookies are sent
	 */
	HostCookies(String host, boolean secure, CookieEntry[] cookies, CookieUsage uses) {
		this.host = host;
		this.secure = secure;
		this.cookies = cookies;
		this.uses = uses;
		Set<String> distinct = new LinkedHashSet<>();
		long first = StoredCookie.NEVER;
		for (CookieEntry kept : cookies) {
			distinct.add(kept.cookie().path());
			first = Math.min(first, kept.cookie().expiry());
		}
		distinct.remove(CookiePath.ROOT);
		this.paths = distinct.isEmpty() ? NONE : distinct.toArray(String[]::new);
		this.firstExpiry = first;
	}

	boolean isFor(String host, boolean secure) {
		return this.secure == secure && this.host.equals(host);
	}

	boolean isValid(Clock clock) {
		return this.firstExpiry == StoredCookie.NEVER || clock.millis() < this.firstExpiry;
	}

	/**
	 * Return the header for a request, and record the use of its cookies.
	 * @param target the request's path, with or without its query
	 * @return the header, or {@code null} if no cookie matches
	 */
	@Nullable Header header(String target) {
		if (this.cookies.length == 0) {
			return null;
		}
		if (this.paths.length > Long.SIZE) {
			return header(new Rendered(0, covering(target, (name) -> true)));
		}
		long matching = 0;
		for (int i = 0; i < this.paths.length; i++) {
			if (CookiePath.matches(this.paths[i], target)) {
				matching |= 1L << i;
			}
		}
		Rendered current = this.rendered;
		if (current == null || current.matching != matching) {
			current = new Rendered(matching, covering(target, (name) -> true));
			this.rendered = current;
		}
		return header(current);
	}

	private @Nullable Header header(Rendered current) {
		if (current.header != null) {
			this.uses.sent(current.cookies);
		}
		return current.header;
	}

	/**
	 * Return selected cookies for a request, in the format of the header, and record
	 * their use.
	 * @param target the request's path, with or without its query
	 * @param wanted tests the name of a cookie
	 * @return the cookies, or an empty string
	 */
	String pairs(String target, Predicate<String> wanted) {
		CookieEntry[] sent = covering(target, wanted);
		this.uses.sent(sent);
		return pairs(sent);
	}

	private CookieEntry[] covering(String target, Predicate<String> wanted) {
		return Arrays.stream(this.cookies)
			.filter((kept) -> CookiePath.matches(kept.cookie().path(), target) && wanted.test(kept.cookie().name()))
			.toArray(CookieEntry[]::new);
	}

	private static String pairs(CookieEntry[] sent) {
		StringBuilder pairs = new StringBuilder();
		for (CookieEntry kept : sent) {
			StoredCookie cookie = kept.cookie();
			pairs.append(pairs.isEmpty() ? "" : "; ");
			if (!cookie.name().isEmpty()) {
				pairs.append(cookie.name()).append('=');
			}
			pairs.append(cookie.value());
		}
		return pairs.toString();
	}

	/**
	 * The header, if any, for requests that match the same cookie paths.
	 */
	private static final class Rendered {

		private final long matching;

		private final CookieEntry[] cookies;

		private final @Nullable Header header;

		Rendered(long matching, CookieEntry[] cookies) {
			this.matching = matching;
			this.cookies = cookies;
			this.header = (cookies.length > 0) ? new BasicHeader(HttpHeaders.COOKIE, pairs(cookies)) : null;
		}

	}

}
