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

package dev.sessions.cookie;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a jar that one host gets, and the {@code Cookie} header they made last
 * (RFC 6265bis, section 5.8.3). Which of them a request gets depends on its path alone,
 * and most hosts have but a few paths, so the header can be used again.
 */
final class CookieSelection {

	private static final String[] NONE = {};

	private final String host;

	private final boolean secure;

	private final StoredCookie[] cookies;

	private final String[] paths;

	private final long firstExpiry;

	private volatile @Nullable Rendered rendered;

	/**
	 * Create a selection.
	 * @param host the host as the caller writes it
	 * @param secure whether the connection is https
	 * @param cookies the cookies, in the order in which they are sent
	 */
	CookieSelection(String host, boolean secure, StoredCookie[] cookies) {
		this.host = host;
		this.secure = secure;
		this.cookies = cookies;
		Set<String> distinct = new LinkedHashSet<>();
		long first = StoredCookie.NEVER;
		for (StoredCookie cookie : cookies) {
			distinct.add(cookie.path());
			first = Math.min(first, cookie.expiry());
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
	 * The header for a request.
	 * @param target the request's path, with or without its query
	 * @return the header, or {@code null} if there is no cookie for it
	 */
	@Nullable Header header(String target) {
		if (this.cookies.length == 0) {
			return null;
		}
		if (this.paths.length > Long.SIZE) {
			return render(target);
		}
		long matching = 0;
		for (int i = 0; i < this.paths.length; i++) {
			if (CookiePath.matches(this.paths[i], target)) {
				matching |= 1L << i;
			}
		}
		Rendered current = this.rendered;
		if (current == null || current.matching != matching) {
			current = new Rendered(matching, render(target));
			this.rendered = current;
		}
		return current.header;
	}

	private @Nullable Header render(String target) {
		String pairs = pairs(target, (name) -> true);
		return pairs.isEmpty() ? null : new BasicHeader(HttpHeaders.COOKIE, pairs);
	}

	/**
	 * The cookies for a request as they stand in the header.
	 * @param target the request's path, with or without its query
	 * @param wanted tells from the name which ones
	 * @return the cookies, or nothing
	 */
	String pairs(String target, Predicate<String> wanted) {
		StringBuilder pairs = new StringBuilder();
		for (StoredCookie cookie : this.cookies) {
			if (CookiePath.matches(cookie.path(), target) && wanted.test(cookie.name())) {
				pairs.append(pairs.isEmpty() ? "" : "; ");
				if (!cookie.name().isEmpty()) {
					pairs.append(cookie.name()).append('=');
				}
				pairs.append(cookie.value());
			}
		}
		return pairs.toString();
	}

	/**
	 * A header, or that there is none, for the requests whose path is covered by the same
	 * paths.
	 */
	private record Rendered(long matching, @Nullable Header header) {

	}

}
