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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.cookie.CookieOctets;
import dev.sessions.internal.cookie.CookieSyntax;
import dev.sessions.internal.cookie.StoredCookie;
import dev.sessions.internal.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Presents a cookie jar as {@link Cookies}.
 */
final class DefaultCookies implements Cookies {

	private final CookieJar jar;

	private final @Nullable URI baseUrl;

	DefaultCookies(CookieJar jar, @Nullable URI baseUrl) {
		this.jar = jar;
		this.baseUrl = baseUrl;
	}

	@Override
	public List<Cookie> list() {
		return this.jar.list().stream().map(DefaultCookies::toCookie).toList();
	}

	@Override
	public @Nullable String get(String name) {
		String host = (this.baseUrl != null) ? HostAndPort.hostOf(this.baseUrl).toLowerCase(Locale.ROOT) : null;
		return list().stream()
			.filter((cookie) -> cookie.name().equals(name))
			.max(Comparator.comparing((Cookie cookie) -> belongsTo(cookie, host))
				.thenComparing((cookie) -> cookie.path().length()))
			.map(Cookie::value)
			.orElse(null);
	}

	private static boolean belongsTo(Cookie cookie, @Nullable String host) {
		return host != null && (host.equals(cookie.domain()) || host.equals("[" + cookie.domain() + "]")
				|| (!cookie.hostOnly() && host.endsWith("." + cookie.domain())));
	}

	@Override
	public void set(String name, String value) {
		if (this.baseUrl == null) {
			throw new IllegalStateException(
					"The session has no base URL, so the cookie's domain and path must be given");
		}
		set(name, value, HostAndPort.hostOf(this.baseUrl), "/");
	}

	@Override
	public void set(String name, String value, String domain, String path) {
		CookieSyntax.require(name, value);
		boolean hostOnly = !domain.startsWith(".");
		this.jar.addAll(List.of(toStored(new Cookie(name, value, hostOnly ? domain : domain.substring(1), path, null,
				hostOnly, false, false, null))));
	}

	@Override
	public void load(Collection<Cookie> cookies) {
		this.jar.addAll(cookies.stream().map(DefaultCookies::toStored).toList());
	}

	@Override
	public void remove(String name) {
		String octets = CookieOctets.fromText(CookieOctets.requireEncodable("The name of a cookie", name));
		this.jar.removeIf((cookie) -> cookie.name().equals(octets));
	}

	@Override
	public void clear() {
		this.jar.clear();
	}

	static Cookie toCookie(StoredCookie cookie) {
		return new Cookie(cookie.getName(), cookie.getValue(), cookie.domain(), cookie.path(),
				cookie.getExpiryInstant(), cookie.hostOnly(), cookie.secure(), cookie.httpOnly(), cookie.sameSite());
	}

	private static StoredCookie toStored(Cookie cookie) {
		CookieSyntax.requireStorable(cookie.name(), cookie.value());
		return StoredCookie.of(cookie.name(), cookie.value(), cookie.domain(), cookie.path(), cookie.expires(),
				cookie.hostOnly(), cookie.secure(), cookie.httpOnly(), cookie.sameSite());
	}

}
