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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.shared.SharedEntry;
import org.jspecify.annotations.Nullable;

/**
 * The format of a cookie in a shared store: a version byte, and then the components of
 * {@link StoredCookie}, texts as {@link DataOutputStream#writeUTF} writes them. A removed
 * cookie has no value and the expiry 0.
 */
final class SharedCookieFormat {

	private static final byte VERSION = 1;

	/**
	 * How long a removal is remembered, for instances that were cut off meanwhile.
	 */
	private static final long REMOVAL_MILLIS = TimeUnit.DAYS.toMillis(1);

	private static final int HOST_ONLY = 1;

	private static final int SECURE = 2;

	private static final int HTTP_ONLY = 4;

	private SharedCookieFormat() {
	}

	static SharedEntry write(StoredCookie cookie) {
		return new SharedEntry(CookieKey.of(cookie).hash(), cookie.stored(), entryExpiry(cookie), bytes(cookie));
	}

	private static long entryExpiry(StoredCookie cookie) {
		return isRemoval(cookie) ? TimeUnit.MICROSECONDS.toMillis(cookie.stored()) + REMOVAL_MILLIS : cookie.expiry();
	}

	private static byte[] bytes(StoredCookie cookie) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeUTF(cookie.domain());
			out.writeUTF(cookie.path());
			out.writeUTF(cookie.name());
			out.writeUTF(isRemoval(cookie) ? "" : cookie.value());
			out.writeLong(cookie.expiry());
			out.writeByte((cookie.hostOnly() ? HOST_ONLY : 0) | (cookie.secure() ? SECURE : 0)
					| (cookie.httpOnly() ? HTTP_ONLY : 0));
			out.writeUTF((cookie.sameSite() != null) ? cookie.sameSite() : "");
			out.writeLong(cookie.created());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Return whether a cookie stands for its removal.
	 */
	static boolean isRemoval(StoredCookie cookie) {
		return cookie.expiry() == StoredCookie.ALWAYS;
	}

	/**
	 * Read a cookie.
	 * @param entry the entry
	 * @return the cookie, or {@code null} if the entry is not one of this version that a
	 * jar accepts
	 */
	static @Nullable StoredCookie read(SharedEntry entry) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry.value()))) {
			if (in.readByte() != VERSION) {
				return null;
			}
			String domain = in.readUTF();
			String path = in.readUTF();
			String name = in.readUTF();
			String value = in.readUTF();
			long expiry = in.readLong();
			int flags = in.readByte();
			String sameSite = in.readUTF();
			StoredCookie cookie = new StoredCookie(name, value, domain, path, expiry, (flags & HOST_ONLY) != 0,
					(flags & SECURE) != 0, (flags & HTTP_ONLY) != 0, sameSite.isEmpty() ? null : sameSite,
					in.readLong(), entry.stamp());
			return isValid(cookie, entry) ? cookie : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static boolean isValid(StoredCookie cookie, SharedEntry entry) {
		return CookieFileFormat.isValid(cookie) && CookieKey.of(cookie).hash().equals(entry.key());
	}

}
