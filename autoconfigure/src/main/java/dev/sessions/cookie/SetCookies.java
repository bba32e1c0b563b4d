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

import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory.CompatibilityLevel;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cookies that a response sets (RFC 6265, section 5.2 to 5.3).
 */
public final class SetCookies {

	/**
	 * The rules of RFC 6265, read leniently, and the list of public suffixes: made once
	 * for all sessions.
	 */
	static final CookieSpec SPEC = new RFC6265CookieSpecFactory(CompatibilityLevel.RELAXED,
			PublicSuffixMatcherLoader.getDefault())
		.create(HttpClientContext.create());

	private static final Logger logger = LoggerFactory.getLogger(SetCookies.class);

	private SetCookies() {
	}

	/**
	 * Read the cookies.
	 * @param response the response
	 * @param origin where it came from
	 * @return those that the origin may set
	 */
	public static List<Cookie> of(HttpMessage response, CookieOrigin origin) {
		List<Cookie> accepted = new ArrayList<>();
		for (Iterator<Header> headers = response.headerIterator(HttpHeaders.SET_COOKIE); headers.hasNext();) {
			accept(headers.next(), origin, accepted);
		}
		return accepted;
	}

	private static void accept(Header header, CookieOrigin origin, List<Cookie> accepted) {
		try {
			for (Cookie cookie : SPEC.parse(header, origin)) {
				SPEC.validate(cookie, origin);
				accepted.add(cookie);
			}
		}
		catch (MalformedCookieException ex) {
			// the message may quote the cookie's value
			logger.debug("A cookie from {} was refused", origin.getHost());
		}
	}

}
