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

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

import org.springframework.util.StringUtils;

/**
 * The {@code Cookie} header of a request (RFC 6265, section 5.4): the jar's cookies for
 * its target behind those that the caller set by hand, which hide the jar's of the same
 * name.
 */
final class CookieHeader {

	private CookieHeader() {
	}

	static void add(HttpRequest request, List<Cookie> jar, CookieOrigin origin) {
		Header byHand = request.getFirstHeader(HttpHeaders.COOKIE);
		Set<String> hidden = (byHand != null) ? names(byHand.getValue()) : Set.of();
		List<Cookie> matching = new ArrayList<>();
		Instant now = Instant.now();
		for (Cookie cookie : jar) {
			if (!cookie.isExpired(now) && !hidden.contains(cookie.getName()) && SetCookies.SPEC.match(cookie, origin)) {
				matching.add(cookie);
			}
		}
		if (matching.isEmpty()) {
			return;
		}
		for (Header header : SetCookies.SPEC.formatCookies(matching)) {
			if (byHand == null) {
				request.addHeader(header);
			}
			else {
				request.setHeader(HttpHeaders.COOKIE, byHand.getValue() + "; " + header.getValue());
			}
		}
	}

	private static Set<String> names(String header) {
		Set<String> names = new HashSet<>();
		for (String pair : StringUtils.tokenizeToStringArray(header, ";")) {
			int equals = pair.indexOf('=');
			names.add(((equals < 0) ? pair : pair.substring(0, equals)).trim());
		}
		return names;
	}

}
