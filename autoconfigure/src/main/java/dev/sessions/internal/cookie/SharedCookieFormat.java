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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.shared.SharedEntry;
import org.jspecify.annotations.Nullable;

/**
 * The format of a cookie in a shared store: the version, followed by the
 * {@linkplain CookieLine line} of the cookie. A removed cookie has no value and the
 * expiry 0.
 */
final class SharedCookieFormat {

	private static final String VERSION = "1 ";

	/**
	 * The time for which a removal is kept, for instances that were disconnected
	 * meanwhile.
	 */
	private static final long REMOVAL_MILLIS = TimeUnit.DAYS.toMillis(1);

	private SharedCookieFormat() {
	}

	static SharedEntry write(StoredCookie cookie) {
		StringBuilder text = new StringBuilder(VERSION);
		CookieLine.append(text, cookie);
		long expiry = isRemoval(cookie) ? TimeUnit.MICROSECONDS.toMillis(cookie.stored()) + REMOVAL_MILLIS
				: cookie.expiry();
		return new SharedEntry(CookieKey.of(cookie).hash(), cookie.stored(), expiry,
				text.toString().getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Return whether a cookie represents its removal.
	 */
	static boolean isRemoval(StoredCookie cookie) {
		return cookie.expiry() == StoredCookie.ALWAYS;
	}

	/**
	 * Read a cookie.
	 * @param entry the entry
	 * @return the cookie, or {@code null} if the entry has another version or a jar would
	 * not accept the cookie
	 */
	static @Nullable StoredCookie read(SharedEntry entry) {
		String text = new String(entry.value(), StandardCharsets.ISO_8859_1);
		if (!text.startsWith(VERSION) || !text.endsWith("\n")) {
			return null;
		}
		StoredCookie cookie = CookieLine.read(text.substring(VERSION.length(), text.length() - 1));
		boolean isOfEntry = cookie != null && cookie.stored() == entry.stamp()
				&& CookieKey.of(cookie).hash().equals(entry.key());
		return isOfEntry ? cookie : null;
	}

}
