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
 * The cookies that a response sets and may set (RFC 6265bis, section 5.7, but for the
 * steps that look into the jar). Expiry is not capped at 400 days: who asks for a session
 * wants it kept.
 */
public final class SetCookies {

	private static final Logger logger = LoggerFactory.getLogger(SetCookies.class);

	private final String host;

	private final String target;

	private final boolean secure;

	private final long now;

	private SetCookies(String host, String target, boolean secure, long now) {
		this.host = HostName.canonical(host);
		this.target = target;
		this.secure = secure;
		this.now = now;
	}

	/**
	 * Read the cookies.
	 * @param response the response
	 * @param host the host that was connected to
	 * @param target the path of the request; a query behind it does not matter
	 * @param secure whether it came over https
	 * @param now the time in milliseconds since the epoch
	 * @return those that the host may set, one that is to be removed among them
	 */
	public static List<StoredCookie> of(HttpMessage response, String host, String target, boolean secure, long now) {
		SetCookies rules = new SetCookies(host, target, secure, now);
		List<StoredCookie> accepted = new ArrayList<>();
		for (Iterator<Header> headers = response.headerIterator(HttpHeaders.SET_COOKIE); headers.hasNext();) {
			String header = headers.next().getValue();
			SetCookie cookie = (header != null) ? SetCookie.parse(header) : null;
			StoredCookie stored = (cookie != null) ? rules.accept(cookie) : null;
			if (stored != null) {
				accepted.add(stored);
			}
			else {
				logger.debug("A cookie from {} was refused", rules.host);
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
		boolean forHost = cookie.secure() && hostOnly && path != null && usedPath.equals(CookiePath.ROOT);
		if (!mayHaveName(cookie, forHost)) {
			return null;
		}
		return new StoredCookie(cookie.name(), cookie.value(), hostOnly ? this.host : domain, usedPath,
				cookie.expiresAt(this.now), hostOnly, cookie.secure(), cookie.httpOnly(), cookie.sameSite(), 0, 0);
	}

	/**
	 * The domain that the cookie is for, empty if it is for the host only, or
	 * {@code null} if the host must not set it.
	 */
	private @Nullable String domain(String asked) {
		if (asked.isEmpty()) {
			return asked;
		}
		if (!CookieOctets.isAscii(asked) || !HostName.isWithin(this.host, asked)) {
			return null;
		}
		if (!HostName.isAddress(this.host) && PublicSuffixes.contains(asked)) {
			return asked.equals(this.host) ? "" : null;
		}
		return asked;
	}

	private static boolean mayHaveName(SetCookie cookie, boolean forHost) {
		if (cookie.name().isEmpty()) {
			return !hasPrefix(cookie.value(), "__secure-") && !hasPrefix(cookie.value(), "__host-");
		}
		return (cookie.secure() || !hasPrefix(cookie.name(), "__secure-"))
				&& (forHost || !hasPrefix(cookie.name(), "__host-"));
	}

	private static boolean hasPrefix(String name, String prefix) {
		return name.length() >= prefix.length()
				&& name.substring(0, prefix.length()).toLowerCase(Locale.ROOT).equals(prefix);
	}

}
