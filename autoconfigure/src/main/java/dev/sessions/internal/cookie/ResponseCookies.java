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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the cookies that a host may set by a response (RFC 6265bis, section 5.7, except
 * for the steps that depend on the jar). The expiry is not capped at 400 days, because
 * sessions are meant to last.
 */
public final class ResponseCookies {

	private static final Logger logger = LoggerFactory.getLogger(ResponseCookies.class);

	private final String host;

	private final String target;

	private final boolean secure;

	private final long now;

	private ResponseCookies(String host, String target, boolean secure, long now) {
		this.host = CookieDomain.canonical(host);
		this.target = target;
		this.secure = secure;
		this.now = now;
	}

	/**
	 * Read the cookies.
	 * @param response the response
	 * @param host the target host
	 * @param target the path of the request, with or without a query
	 * @param secure whether the response was received over https
	 * @param now the time in milliseconds since the epoch
	 * @return the accepted cookies; an expired one removes a cookie
	 */
	public static List<StoredCookie> of(HttpMessage response, String host, String target, boolean secure, long now) {
		ResponseCookies rules = new ResponseCookies(host, target, secure, now);
		List<StoredCookie> accepted = new ArrayList<>();
		for (Iterator<Header> headers = response.headerIterator(HttpHeaders.SET_COOKIE); headers.hasNext();) {
			String header = headers.next().getValue();
			SetCookie cookie = (header != null) ? SetCookie.parse(header) : null;
			StoredCookie stored = (cookie != null) ? rules.accept(cookie) : null;
			if (stored != null) {
				accepted.add(stored);
			}
			else {
				logger.debug("A cookie from {} was rejected", rules.host);
			}
		}
		return accepted;
	}

	private @Nullable StoredCookie accept(SetCookie cookie) {
		String domain = domain(cookie.domain());
		if (domain == null || (cookie.secure() && !this.secure)) {
			return null;
		}
		if ("None".equals(cookie.sameSite()) && !cookie.secure()) {
			return null;
		}
		boolean hostOnly = domain.isEmpty();
		String path = cookie.path();
		String usedPath = (path != null && path.startsWith("/")) ? path : CookiePath.defaultFor(this.target);
		boolean hostPrefixAllowed = cookie.secure() && hostOnly && path != null && usedPath.equals(CookiePath.ROOT);
		if (!mayHaveName(cookie, hostPrefixAllowed)) {
			return null;
		}
		return new StoredCookie(cookie.name(), cookie.value(), hostOnly ? this.host : domain, usedPath,
				cookie.expiresAt(this.now), hostOnly, cookie.secure(), cookie.httpOnly(), cookie.sameSite(), 0, 0);
	}

	/**
	 * Return the domain of the cookie; empty for a host-only cookie, {@code null} if the
	 * host must not set the cookie.
	 */
	private @Nullable String domain(String requested) {
		if (requested.isEmpty()) {
			return requested;
		}
		if (!CookieOctets.isAscii(requested) || !CookieDomain.isWithin(this.host, requested)) {
			return null;
		}
		if (!CookieDomain.isAddress(this.host) && PublicSuffixes.contains(requested)) {
			return requested.equals(this.host) ? "" : null;
		}
		return requested;
	}

	private static boolean mayHaveName(SetCookie cookie, boolean hostPrefixAllowed) {
		if (cookie.name().isEmpty()) {
			return !hasPrefix(cookie.value(), "__secure-") && !hasPrefix(cookie.value(), "__host-");
		}
		return (cookie.secure() || !hasPrefix(cookie.name(), "__secure-"))
				&& (hostPrefixAllowed || !hasPrefix(cookie.name(), "__host-"));
	}

	private static boolean hasPrefix(String name, String prefix) {
		return name.length() >= prefix.length()
				&& name.substring(0, prefix.length()).toLowerCase(Locale.ROOT).equals(prefix);
	}

}
