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

import java.math.BigInteger;
import java.util.Locale;

import dev.sessions.internal.net.HeaderSyntax;
import org.jspecify.annotations.Nullable;

/**
 * A parsed {@code Set-Cookie} header (RFC 6265bis, section 5.6). The last of several
 * attributes of the same name applies.
 */
final class SetCookie {

	static final int MAX_SIZE = 4096;

	private static final int MAX_ATTRIBUTE_SIZE = 1024;

	/**
	 * A time after the year 9999.
	 */
	private static final BigInteger MAX_SECONDS = BigInteger.valueOf(999_999_999_999L);

	private final String name;

	private final String value;

	private @Nullable Long maxAge;

	private @Nullable Long expires;

	private String domain = "";

	private @Nullable String path;

	private boolean secure;

	private boolean httpOnly;

	private @Nullable String sameSite;

	private SetCookie(String name, String value) {
		this.name = name;
		this.value = value;
	}

	/**
	 * Parse a header.
	 * @param header the value of the header, one octet in each char
	 * @return the cookie, or {@code null} if it is invalid
	 */
	static @Nullable SetCookie parse(String header) {
		if (CookieOctets.hasControl(header)) {
			return null;
		}
		int end = end(header, 0);
		int equals = equals(header, 0, end);
		String name = (equals < end) ? trim(header, 0, equals) : "";
		String value = trim(header, (equals < end) ? equals + 1 : 0, end);
		int size = name.length() + value.length();
		if (size == 0 || size > MAX_SIZE) {
			return null;
		}
		SetCookie cookie = new SetCookie(name, value);
		while (end < header.length()) {
			int start = end + 1;
			end = end(header, start);
			cookie.attribute(header, start, end);
		}
		return cookie;
	}

	private static int end(String header, int start) {
		int semicolon = header.indexOf(';', start);
		return (semicolon < 0) ? header.length() : semicolon;
	}

	/**
	 * Return the index of the equals sign of a part, or the end of the part if there is
	 * none.
	 */
	private static int equals(String header, int start, int end) {
		int at = start;
		while (at < end && header.charAt(at) != '=') {
			at++;
		}
		return at;
	}

	private static String trim(String header, int start, int end) {
		int from = start;
		int to = end;
		while (from < to && HeaderSyntax.isBlank(header.charAt(from))) {
			from++;
		}
		while (from < to && HeaderSyntax.isBlank(header.charAt(to - 1))) {
			to--;
		}
		return header.substring(from, to);
	}

	private void attribute(String header, int start, int end) {
		int equals = equals(header, start, end);
		String attribute = trim(header, start, equals);
		String text = (equals < end) ? trim(header, equals + 1, end) : "";
		if (text.length() <= MAX_ATTRIBUTE_SIZE) {
			attribute(attribute.toLowerCase(Locale.ROOT), text);
		}
	}

	private void attribute(String attribute, String text) {
		switch (attribute) {
			case "expires" -> {
				this.expires = valid(CookieDate.parse(text), this.expires);
			}
			case "max-age" -> {
				this.maxAge = valid(seconds(text), this.maxAge);
			}
			default -> scopeAttribute(attribute, text);
		}
	}

	private void scopeAttribute(String attribute, String text) {
		switch (attribute) {
			case "domain" -> {
				this.domain = (text.startsWith(".") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
			}
			case "path" -> {
				this.path = text.equals(CookiePath.ROOT) ? CookiePath.ROOT : text;
			}
			case "secure" -> {
				this.secure = true;
			}
			case "httponly" -> {
				this.httpOnly = true;
			}
			case "samesite" -> {
				this.sameSite = sameSite(text);
			}
			default -> {
				// unknown attributes are ignored
			}
		}
	}

	/**
	 * Return the new value of an attribute, or the previous one if the new one is
	 * invalid.
	 */
	private static @Nullable Long valid(@Nullable Long value, @Nullable Long before) {
		return (value != null) ? value : before;
	}

	/**
	 * Return a number of seconds of any length, or {@code null} if the text is no number
	 * (section 5.6.2).
	 */
	private static @Nullable Long seconds(String text) {
		boolean negative = text.startsWith("-");
		String digits = negative ? text.substring(1) : text;
		if (digits.isEmpty() || !digits.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return null;
		}
		return negative ? 0L : new BigInteger(digits).min(MAX_SECONDS).longValue();
	}

	private static @Nullable String sameSite(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "strict" -> "Strict";
			case "lax" -> "Lax";
			case "none" -> "None";
			default -> null;
		};
	}

	String name() {
		return this.name;
	}

	String value() {
		return this.value;
	}

	/**
	 * Return the expiry of the cookie, from Max-Age or otherwise from Expires.
	 * @param now the time of receipt, in milliseconds since the epoch
	 * @return the expiry in milliseconds since the epoch, or {@link StoredCookie#NEVER}
	 */
	long expiresAt(long now) {
		if (this.maxAge != null) {
			return (this.maxAge <= 0) ? StoredCookie.ALWAYS
					: Math.min(now + this.maxAge * 1000, StoredCookie.MAX_EXPIRY);
		}
		return (this.expires != null) ? this.expires : StoredCookie.NEVER;
	}

	/**
	 * Return the domain in lower case without a leading dot; empty if there is none.
	 */
	String domain() {
		return this.domain;
	}

	/**
	 * Return the path as it was sent, or {@code null} if there is none.
	 */
	@Nullable String path() {
		return this.path;
	}

	boolean secure() {
		return this.secure;
	}

	boolean httpOnly() {
		return this.httpOnly;
	}

	@Nullable String sameSite() {
		return this.sameSite;
	}

}
