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

import java.util.HashSet;
import java.util.Set;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

import org.springframework.util.StringUtils;

/**
 * Adds a jar's cookies to a request. Cookies set by the caller come first and hide the
 * jar's cookies of the same name. All are sent in one header (RFC 6265bis, section
 * 5.8.1).
 */
final class CookieHeader {

	private CookieHeader() {
	}

	static void add(HttpRequest request, HostCookies cookies) {
		if (request.containsHeader(HttpHeaders.COOKIE)) {
			merge(request, cookies);
			return;
		}
		Header header = cookies.header(request.getPath());
		if (header != null) {
			request.addHeader(header);
		}
	}

	private static void merge(HttpRequest request, HostCookies cookies) {
		StringBuilder merged = new StringBuilder();
		Set<String> hidden = new HashSet<>();
		for (Header callerHeader : request.getHeaders(HttpHeaders.COOKIE)) {
			merged.append(merged.isEmpty() ? "" : "; ").append(callerHeader.getValue());
			addNames(callerHeader.getValue(), hidden);
		}
		String pairs = cookies.pairs(request.getPath(), (name) -> !hidden.contains(name));
		if (!pairs.isEmpty()) {
			request.removeHeaders(HttpHeaders.COOKIE);
			request.addHeader(HttpHeaders.COOKIE, merged.append(merged.isEmpty() ? "" : "; ").append(pairs).toString());
		}
	}

	private static void addNames(String header, Set<String> names) {
		for (String pair : StringUtils.tokenizeToStringArray(header, ";")) {
			names.add(name(pair));
		}
	}

	/**
	 * Return the name of a pair; empty if the pair consists of a value only.
	 */
	static String name(String pair) {
		int equals = pair.indexOf('=');
		return (equals < 0) ? "" : pair.substring(0, equals).trim();
	}

}
