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

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A {@code Set-Cookie} header taken to pieces (RFC 6265bis, section 5.6). Of an attribute
 * that is there several times, the last one counts.
 */
final class SetCookie {

	static final int MAX_SIZE = 4096;

	private static final int MAX_ATTRIBUTE_SIZE = 1024;

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
	 * Read a header.
	 * @param header its value, one octet in a char
	 * @return what it says, or {@code null} if it is void
	 */
	static @Nullable SetCookie parse(String header) {
		if (CookieOctets.hasControl(header)) {
			return null;
		}
		int end = end(header, 0);
		int equals = header.indexOf('=');
		boolean named = equals >= 0 && equals < end;
		String name = named ? trim(header, 0, equals) : "";
		String value = trim(header, named ? equals + 1 : 0, end);
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

	private static String trim(String header, int start, int end) {
		int from = start;
		int to = end;
		while (from < to && isBlank(header.charAt(from))) {
			from++;
		}
		while (from < to && isBlank(header.charAt(to - 1))) {
			to--;
		}
		return header.substring(from, to);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

	private void attribute(String header, int start, int end) {
		int equals = header.indexOf('=', start);
		boolean valued = equals >= 0 && equals < end;
		String attribute = trim(header, start, valued ? equals : end);
		String text = valued ? trim(header, equals + 1, end) : "";
		if (text.length() <= MAX_ATTRIBUTE_SIZE) {
			attribute(attribute.toLowerCase(Locale.ROOT), text);
		}
	}

	private void attribute(String attribute, String text) {
		switch (attribute) {
			case "expires" -> {
				Long date = CookieDate.parse(text);
				this.expires = (date != null) ? date : this.expires;
			}
			case "max-age" -> {
				Long seconds = seconds(text);
				this.maxAge = (seconds != null) ? seconds : this.maxAge;
			}
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
				// an attribute of the future
			}
		}
	}

	/**
	 * A number of seconds, however long, or {@code null} (section 5.6.2).
	 */
	private static @Nullable Long seconds(String text) {
		boolean negative = text.startsWith("-");
		String digits = negative ? text.substring(1) : text;
		for (int i = 0; i < digits.length(); i++) {
			if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
				return null;
			}
		}
		if (digits.isEmpty()) {
			return null;
		}
		if (negative) {
			return 0L;
		}
		// what has more digits is beyond the year 9999 or begins with zeros
		String significant = digits.replaceFirst("^0+(?=.)", "");
		return (significant.length() > 12) ? Long.valueOf(999_999_999_999L) : Long.valueOf(significant);
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
	 * When the cookie expires: by Max-Age, else by Expires.
	 * @param now the time it was received
	 * @return the milliseconds since the epoch, or {@link StoredCookie#NEVER}
	 */
	long expiresAt(long now) {
		if (this.maxAge != null) {
			return (this.maxAge <= 0) ? StoredCookie.ALWAYS
					: Math.min(now + this.maxAge * 1000, StoredCookie.MAX_EXPIRY);
		}
		return (this.expires != null) ? this.expires : StoredCookie.NEVER;
	}

	/**
	 * The domain in lower case, without a leading dot; empty if there is none.
	 */
	String domain() {
		return this.domain;
	}

	/**
	 * The path as it was written, or {@code null} if there is none.
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
