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

package dev.sessions;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a session, kept in HttpClient's form.
 */
final class DefaultCookies implements Cookies {

	private final CookieStore jar;

	private final @Nullable URI baseUrl;

	DefaultCookies(CookieStore jar, @Nullable URI baseUrl) {
		this.jar = jar;
		this.baseUrl = baseUrl;
	}

	@Override
	public List<Cookie> list() {
		Instant now = Instant.now();
		return this.jar.getCookies()
			.stream()
			.filter((cookie) -> !cookie.isExpired(now))
			.map(DefaultCookies::toCookie)
			.toList();
	}

	@Override
	public @Nullable String get(String name) {
		String host = (this.baseUrl != null) ? this.baseUrl.getHost() : null;
		return list().stream()
			.filter((cookie) -> cookie.name().equals(name))
			.max(Comparator.comparing((Cookie cookie) -> belongsTo(cookie, host))
				.thenComparing((cookie) -> (cookie.path() != null) ? cookie.path().length() : 0))
			.map(Cookie::value)
			.orElse(null);
	}

	private static boolean belongsTo(Cookie cookie, @Nullable String host) {
		return host != null && cookie.domain() != null
				&& (host.equalsIgnoreCase(cookie.domain()) || host.endsWith("." + cookie.domain()));
	}

	@Override
	public void set(String name, String value) {
		if (this.baseUrl == null) {
			throw new IllegalStateException(
					"The session has no base URL, so the cookie's domain and path must be given");
		}
		set(name, value, this.baseUrl.getHost(), "/");
	}

	@Override
	public void set(String name, String value, String domain, String path) {
		CookieText.require(name, value);
		BasicClientCookie cookie = new BasicClientCookie(name, value);
		boolean hostsBelow = domain.startsWith(".");
		cookie.setDomain((hostsBelow ? domain.substring(1) : domain).toLowerCase(Locale.ROOT));
		if (hostsBelow) {
			cookie.setAttribute(org.apache.hc.client5.http.cookie.Cookie.DOMAIN_ATTR, cookie.getDomain());
		}
		cookie.setPath(path);
		cookie.setCreationDate(Instant.now());
		this.jar.addCookie(cookie);
	}

	@Override
	public void remove(String name) {
		for (org.apache.hc.client5.http.cookie.Cookie cookie : this.jar.getCookies()) {
			if (cookie.getName().equals(name)) {
				// a cookie that has expired replaces the one of its name, domain and path
				BasicClientCookie expired = new BasicClientCookie(name, "");
				expired.setDomain(cookie.getDomain());
				expired.setPath(cookie.getPath());
				expired.setExpiryDate(Instant.EPOCH);
				this.jar.addCookie(expired);
			}
		}
	}

	@Override
	public void clear() {
		this.jar.clear();
	}

	static Cookie toCookie(org.apache.hc.client5.http.cookie.Cookie cookie) {
		String value = (cookie.getValue() != null) ? cookie.getValue() : "";
		return new Cookie(cookie.getName(), value, cookie.getDomain(), cookie.getPath(), cookie.getExpiryInstant(),
				cookie.isSecure());
	}

}
