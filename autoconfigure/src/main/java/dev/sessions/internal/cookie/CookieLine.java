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

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A cookie as a line of text, in a file and in a shared store. Its fields are domain,
 * path, name, value, expiry ({@code session} or milliseconds since the epoch),
 * {@code host} or {@code domain}, {@code secure} or nothing, {@code httponly} or nothing,
 * SameSite or nothing, creation and last setting (microseconds since the epoch),
 * separated by tabs. The line ends with a line feed.
 * <p>
 * Each octet of a cookie is one octet of the line. A control character, a backslash or a
 * character above U+00FF is written as a backslash and four hexadecimal digits.
 */
final class CookieLine {

	private static final String SESSION = "session";

	private static final int FIELDS = 11;

	private CookieLine() {
	}

	static void append(StringBuilder text, StoredCookie cookie) {
		escape(text, cookie.domain()).append('\t');
		escape(text, cookie.path()).append('\t');
		escape(text, cookie.name()).append('\t');
		escape(text, cookie.value()).append('\t');
		text.append(cookie.isPersistent() ? Long.toString(cookie.expiry()) : SESSION).append('\t');
		text.append(cookie.hostOnly() ? "host" : "domain").append('\t');
		text.append(cookie.secure() ? "secure" : "").append('\t');
		text.append(cookie.httpOnly() ? "httponly" : "").append('\t');
		escape(text, (cookie.sameSite() != null) ? cookie.sameSite() : "").append('\t');
		text.append(cookie.created()).append('\t').append(cookie.stored()).append('\n');
	}

	private static StringBuilder escape(StringBuilder text, String field) {
		for (int i = 0; i < field.length(); i++) {
			char c = field.charAt(i);
			if (c < 0x20 || c == 0x7F || c == '\\' || c > 0xFF) {
				text.append('\\').append(String.format(Locale.ROOT, "%04x", (int) c));
			}
			else {
				text.append(c);
			}
		}
		return text;
	}

	/**
	 * Read a line.
	 * @param line the line without its line feed
	 * @return the cookie, or {@code null} if a jar would not accept it
	 */
	static @Nullable StoredCookie read(String line) {
		String[] fields = line.split("\t", -1);
		StoredCookie cookie = (fields.length == FIELDS) ? cookie(fields) : null;
		return (cookie != null && isValid(cookie)) ? cookie : null;
	}

	private static @Nullable StoredCookie cookie(String[] fields) {
		try {
			long expiry = fields[4].equals(SESSION) ? StoredCookie.NEVER : Long.parseLong(fields[4]);
			return new StoredCookie(unescape(fields[2]), unescape(fields[3]), unescape(fields[0]), unescape(fields[1]),
					expiry, fields[5].equals("host"), fields[6].equals("secure"), fields[7].equals("httponly"),
					fields[8].isEmpty() ? null : unescape(fields[8]), Long.parseLong(fields[9]),
					Long.parseLong(fields[10]));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static String unescape(String field) {
		int escape = field.indexOf('\\');
		if (escape < 0) {
			return field;
		}
		StringBuilder text = new StringBuilder(field.length());
		int start = 0;
		for (; escape >= 0; escape = field.indexOf('\\', start)) {
			int end = Math.min(escape + 5, field.length());
			text.append(field, start, escape).append((char) Integer.parseInt(field.substring(escape + 1, end), 16));
			start = end;
		}
		return text.append(field, start, field.length()).toString();
	}

	/**
	 * Return whether a jar accepts the cookie and can send it.
	 */
	static boolean isValid(StoredCookie cookie) {
		return !cookie.domain().isEmpty() && cookie.path().startsWith("/")
				&& cookie.name().length() + cookie.value().length() <= SetCookie.MAX_SIZE
				&& !CookieOctets.hasControl(cookie.name()) && !CookieOctets.hasControl(cookie.value());
	}

}
