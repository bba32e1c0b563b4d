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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * The format of a cookie file. Its first line is {@code sessions-cookies 1}, where the
 * number is the version. Each cookie has a line with the fields domain, path, name,
 * value, expiry ({@code session} or milliseconds since the epoch), {@code host} or
 * {@code domain}, {@code secure} or nothing, {@code httponly} or nothing, SameSite or
 * nothing, creation and last setting (microseconds since the epoch), separated by tabs.
 * The last line is {@code end}, the number of cookies and the CRC-32 of all preceding
 * bytes, in hexadecimal digits.
 * <p>
 * Each octet of a cookie is one octet of the file. A control character, a backslash or a
 * character above U+00FF is written as a backslash and four hexadecimal digits. Lines end
 * with a line feed.
 */
final class CookieFileFormat {

	/**
	 * The maximum length of a line. A cookie with a longer path is not kept.
	 */
	static final int MAX_LINE = 32 * 1024;

	private static final String NAME = "sessions-cookies ";

	private static final String FIRST_LINE = NAME + "1\n";

	private static final String SESSION = "session";

	private static final int FIELDS = 11;

	private CookieFileFormat() {
	}

	static byte[] write(List<StoredCookie> cookies) {
		StringBuilder text = new StringBuilder(FIRST_LINE);
		int count = 0;
		for (StoredCookie cookie : cookies) {
			int start = text.length();
			addLine(text, cookie);
			if (text.length() - start <= MAX_LINE && isValid(cookie)) {
				count++;
			}
			else {
				text.setLength(start);
			}
		}
		text.append(lastLine(count, text.toString()));
		return text.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void addLine(StringBuilder text, StoredCookie cookie) {
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

	private static String lastLine(int count, String before) {
		CRC32 checksum = new CRC32();
		checksum.update(before.getBytes(StandardCharsets.ISO_8859_1));
		return "end " + count + " " + Long.toHexString(checksum.getValue()) + "\n";
	}

	/**
	 * Read cookies.
	 * @param content the content of the file
	 * @return the cookies in the order in which they were written
	 * @throws IOException if it was not written by this class or is damaged; the message
	 * shows nothing of it
	 */
	static List<StoredCookie> read(byte[] content) throws IOException {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		if (!text.startsWith(FIRST_LINE)) {
			throw new IOException(text.startsWith(NAME) ? "another version of this library has written it"
					: "it is not a cookie file");
		}
		int end = text.lastIndexOf("\nend ") + 1;
		List<StoredCookie> cookies = new ArrayList<>();
		for (int start = FIRST_LINE.length(); start < end;) {
			int lineEnd = text.indexOf('\n', start);
			cookies.add(cookie(text.substring(start, lineEnd)));
			start = lineEnd + 1;
		}
		if (end == 0 || !text.substring(end).equals(lastLine(cookies.size(), text.substring(0, end)))) {
			throw new IOException("it is damaged or incomplete");
		}
		return cookies;
	}

	private static StoredCookie cookie(String line) throws IOException {
		String[] fields = line.split("\t", -1);
		if (fields.length == FIELDS) {
			StoredCookie cookie = cookie(fields);
			if (cookie != null && isValid(cookie)) {
				return cookie;
			}
		}
		throw new IOException("a line in it is not a cookie");
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
	 * Return whether a jar accepts the cookie and could send it.
	 */
	static boolean isValid(StoredCookie cookie) {
		return !cookie.domain().isEmpty() && cookie.path().startsWith("/")
				&& cookie.name().length() + cookie.value().length() <= SetCookie.MAX_SIZE
				&& !CookieOctets.hasControl(cookie.name()) && !CookieOctets.hasControl(cookie.value());
	}

}
