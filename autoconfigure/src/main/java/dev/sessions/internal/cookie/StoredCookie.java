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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;

import org.apache.hc.client5.http.cookie.Cookie;
import org.jspecify.annotations.Nullable;

/**
 * A cookie in a {@link CookieJar} (RFC 6265bis, section 5.7). HttpClient sees the name
 * and the value as text; the components contain the octets to send, one in each char.
 *
 * @param name the name, which may be empty
 * @param value the value, usually a secret; {@code toString} omits it
 * @param domain the host in lower case
 * @param path the path
 * @param expiry the expiry in milliseconds since the epoch, or {@link #NEVER}
 * @param hostOnly whether the cookie is sent to the host only, not to hosts below it
 * @param secure whether the cookie is sent over https only
 * @param httpOnly whether the cookie has the attribute {@code HttpOnly}
 * @param sameSite {@code Strict}, {@code Lax}, {@code None} or {@code null}
 * @param created the time at which the cookie was added to its jar, in microseconds since
 * the epoch; unique within a jar, and inherited by a replacement
 * @param stored the time at which the cookie was last set, in microseconds since the
 * epoch
 */
public record StoredCookie(String name, String value, String domain, String path, long expiry, boolean hostOnly,
		boolean secure, boolean httpOnly, @Nullable String sameSite, long created, long stored) implements Cookie {

	/**
	 * The expiry of a session cookie.
	 */
	public static final long NEVER = Long.MAX_VALUE;

	/**
	 * The expiry of a cookie that removes another.
	 */
	static final long ALWAYS = 0;

	/**
	 * The end of the year 9999.
	 */
	static final long MAX_EXPIRY = 253_402_300_799_000L;

	/**
	 * Convert a cookie of HttpClient. The cookie is host-only unless it has the domain
	 * attribute, as in HttpClient.
	 */
	static StoredCookie of(Cookie cookie) {
		if (cookie instanceof StoredCookie own) {
			return own;
		}
		return of(cookie.getName(), (cookie.getValue() != null) ? cookie.getValue() : "",
				(cookie.getDomain() != null) ? cookie.getDomain() : "",
				(cookie.getPath() != null) ? cookie.getPath() : "/", cookie.getExpiryInstant(),
				!cookie.containsAttribute(DOMAIN_ATTR), cookie.isSecure(), cookie.isHttpOnly(), null);
	}

	/**
	 * Create a cookie from text. The caller checks for characters that cannot be sent.
	 * @param name the name
	 * @param value the value
	 * @param domain the host, without a leading dot
	 * @param path the path
	 * @param expires the expiry, or {@code null} for a session cookie
	 * @param hostOnly whether the cookie is sent to the host only, not to hosts below it
	 * @param secure whether the cookie is sent over https only
	 * @param httpOnly whether the cookie has the attribute {@code HttpOnly}
	 * @param sameSite {@code Strict}, {@code Lax}, {@code None} or {@code null}
	 * @return the cookie
	 * @throws IllegalArgumentException if name and value have more than 4,096 bytes, the
	 * domain is empty, or the path does not start with a slash
	 */
	public static StoredCookie of(String name, String value, String domain, String path, @Nullable Instant expires,
			boolean hostOnly, boolean secure, boolean httpOnly, @Nullable String sameSite) {
		String nameOctets = CookieOctets.fromText(name);
		String valueOctets = CookieOctets.fromText(value);
		int size = nameOctets.length() + valueOctets.length();
		if (size > SetCookie.MAX_SIZE) {
			throw new IllegalArgumentException("The cookie " + name + " has " + size
					+ " bytes of name and value; a jar accepts at most " + SetCookie.MAX_SIZE);
		}
		if (domain.isEmpty()) {
			throw new IllegalArgumentException("The cookie " + name + " has no domain");
		}
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path of the cookie " + name + " must begin with '/': " + path);
		}
		return new StoredCookie(nameOctets, valueOctets, CookieDomain.canonical(domain), path, expiry(expires),
				hostOnly, secure, httpOnly, sameSite, 0, 0);
	}

	private static long expiry(@Nullable Instant expires) {
		if (expires == null) {
			return NEVER;
		}
		return (expires.getEpochSecond() < MAX_EXPIRY / 1000) ? Math.max(ALWAYS, expires.toEpochMilli()) : MAX_EXPIRY;
	}

	/**
	 * Return a copy with the given times.
	 */
	StoredCookie at(long created, long stored) {
		return new StoredCookie(this.name, this.value, this.domain, this.path, this.expiry, this.hostOnly, this.secure,
				this.httpOnly, this.sameSite, created, stored);
	}

	/**
	 * Return an expired cookie that represents the removal of this one.
	 */
	StoredCookie removedAt(long time) {
		return new StoredCookie(this.name, "", this.domain, this.path, ALWAYS, this.hostOnly, this.secure,
				this.httpOnly, this.sameSite, this.created, time);
	}

	/**
	 * Return whether this cookie and another one with the same domain replace each other.
	 */
	boolean replaces(StoredCookie other) {
		return this.name.equals(other.name) && this.path.equals(other.path) && this.hostOnly == other.hostOnly;
	}

	/**
	 * Return whether requests stay the same if another cookie of the same name, domain
	 * and path replaces this one. A later expiry is not a change, because a cached header
	 * is not used after the expiry of this cookie.
	 */
	boolean isSentAs(StoredCookie other) {
		return this.value.equals(other.value) && this.secure == other.secure && this.expiry <= other.expiry;
	}

	/**
	 * Return whether another cookie of the same name, domain and path differs only in its
	 * times.
	 */
	boolean isKeptAs(StoredCookie other) {
		return isSentAs(other) && this.expiry == other.expiry && this.httpOnly == other.httpOnly
				&& Objects.equals(this.sameSite, other.sameSite);
	}

	boolean isExpired(long now) {
		return this.expiry <= now;
	}

	@Override
	public String getName() {
		return CookieOctets.toText(this.name);
	}

	@Override
	public String getValue() {
		return CookieOctets.toText(this.value);
	}

	@Override
	public String getDomain() {
		return this.domain;
	}

	@Override
	public String getPath() {
		return this.path;
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

	@Override
	public boolean isHttpOnly() {
		return this.httpOnly;
	}

	@Override
	public boolean isPersistent() {
		return this.expiry != NEVER;
	}

	@Override
	public @Nullable Instant getExpiryInstant() {
		return isPersistent() ? Instant.ofEpochMilli(this.expiry) : null;
	}

	@Override
	public boolean isExpired(Instant date) {
		return isExpired(date.toEpochMilli());
	}

	@Override
	public Instant getCreationInstant() {
		return Instant.EPOCH.plus(this.created, ChronoUnit.MICROS);
	}

	@Override
	@SuppressWarnings({ "deprecation", "JavaUtilDate" }) // required by the interface
	public @Nullable Date getExpiryDate() {
		return isPersistent() ? new Date(this.expiry) : null;
	}

	@Override
	@SuppressWarnings({ "deprecation", "JavaUtilDate" }) // required by the interface
	public boolean isExpired(Date date) {
		return isExpired(date.getTime());
	}

	@Override
	@SuppressWarnings({ "deprecation", "JavaUtilDate" }) // required by the interface
	public Date getCreationDate() {
		return Date.from(getCreationInstant());
	}

	@Override
	public @Nullable String getAttribute(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case DOMAIN_ATTR -> this.hostOnly ? null : this.domain;
			case PATH_ATTR -> this.path;
			case SECURE_ATTR -> this.secure ? "" : null;
			case HTTP_ONLY_ATTR -> this.httpOnly ? "" : null;
			case "samesite" -> this.sameSite;
			default -> null;
		};
	}

	@Override
	public boolean containsAttribute(String name) {
		return getAttribute(name) != null;
	}

	@Override
	public String toString() {
		return "StoredCookie[name=" + getName() + ", domain=" + this.domain + ", path=" + this.path + "]";
	}

}
