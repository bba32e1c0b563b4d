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

package dev.sessions.internal.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.sessions.internal.shared.SharedEntry;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of entries, keys and durations in Redis. The blob of an entry consists
 * of its stamp and its expiry, 8 bytes each in big-endian order, and its value.
 */
final class RedisBlob {

	private static final int HEAD = 2 * Long.BYTES;

	/**
	 * Redis adds a duration to the time in milliseconds, which must not overflow.
	 */
	private static final long MAX_MILLIS = 100L * 365 * 24 * 60 * 60 * 1000;

	private RedisBlob() {
	}

	/**
	 * Return the blob of an entry.
	 * @param entry the entry
	 * @return the blob
	 */
	static byte[] of(SharedEntry entry) {
		byte[] value = entry.value();
		return ByteBuffer.allocate(HEAD + value.length)
			.putLong(entry.stamp())
			.putLong(entry.expiry())
			.put(value)
			.array();
	}

	/**
	 * Return the stamp in the form in which a blob starts with it.
	 * @param entry the entry
	 * @return the stamp
	 */
	static byte[] stamp(SharedEntry entry) {
		return ByteBuffer.allocate(Long.BYTES).putLong(entry.stamp()).array();
	}

	/**
	 * Read an entry.
	 * @param key the key of the entry
	 * @param blob the blob of the entry
	 * @return the entry, or {@code null} if the blob is invalid
	 */
	static @Nullable SharedEntry read(byte[] key, byte[] blob) {
		if (blob.length < HEAD) {
			return null;
		}
		ByteBuffer buffer = ByteBuffer.wrap(blob);
		long stamp = buffer.getLong();
		long expiry = buffer.getLong();
		byte[] value = new byte[buffer.remaining()];
		buffer.get(value);
		return new SharedEntry(text(key), stamp, expiry, value);
	}

	/**
	 * Encode a text as UTF-8.
	 * @param text the text
	 * @return the bytes
	 */
	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Decode bytes as UTF-8.
	 * @param bytes the bytes
	 * @return the text
	 */
	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Limit a duration to the range that Redis accepts.
	 * @param duration the duration
	 * @return the duration in milliseconds, at least one and at most 100 years
	 */
	static long millis(Duration duration) {
		boolean longer = duration.toSeconds() >= MAX_MILLIS / 1000;
		return longer ? MAX_MILLIS : Math.max(1, duration.toMillis());
	}

}
