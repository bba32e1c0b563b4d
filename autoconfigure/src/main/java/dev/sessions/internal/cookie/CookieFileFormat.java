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
import java.util.zip.CRC32;

/**
 * The format of a cookie file. The first line is {@code sessions-cookies 1}, where the
 * number is the version. Each cookie has a {@linkplain CookieLine line}. The last line
 * contains {@code end}, the number of cookies and the CRC-32 of all preceding bytes in
 * hexadecimal digits.
 */
final class CookieFileFormat {

	/**
	 * The maximum length of a line. A cookie whose line is longer, because of its path,
	 * is not written.
	 */
	static final int MAX_LINE = 32 * 1024;

	private static final String NAME = "sessions-cookies ";

	private static final String FIRST_LINE = NAME + "1\n";

	private CookieFileFormat() {
	}

	static byte[] write(List<StoredCookie> cookies) {
		StringBuilder text = new StringBuilder(FIRST_LINE);
		int count = 0;
		for (StoredCookie cookie : cookies) {
			int start = text.length();
			CookieLine.append(text, cookie);
			if (text.length() - start <= MAX_LINE && CookieLine.isValid(cookie)) {
				count++;
			}
			else {
				text.setLength(start);
			}
		}
		text.append(lastLine(count, text.toString()));
		return text.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String lastLine(int count, String before) {
		CRC32 checksum = new CRC32();
		checksum.update(before.getBytes(StandardCharsets.ISO_8859_1));
		return "end " + count + " " + Long.toHexString(checksum.getValue()) + "\n";
	}

	/**
	 * Read cookies.
	 * @param content the content of the file
	 * @return the cookies, in the order of the file
	 * @throws IOException if the content was not written by this class or is damaged; the
	 * message reveals nothing of the content
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
			StoredCookie cookie = CookieLine.read(text.substring(start, lineEnd));
			if (cookie == null) {
				throw new IOException("a line in it is not a cookie");
			}
			cookies.add(cookie);
			start = lineEnd + 1;
		}
		if (end == 0 || !text.substring(end).equals(lastLine(cookies.size(), text.substring(0, end)))) {
			throw new IOException("it is damaged or incomplete");
		}
		return cookies;
	}

}
