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

package dev.sessions.internal.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A token as it is stored for other instances: the version of the format (1 byte), the
 * expiry (8 bytes) and the token in ASCII.
 *
 * @param token the token
 * @param expiry when it expires, in milliseconds since the epoch
 */
record TokenValue(String token, long expiry) {

	private static final byte VERSION = 1;

	private static final int HEAD_LENGTH = 1 + Long.BYTES;

	byte[] toBytes() {
		byte[] text = this.token.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(HEAD_LENGTH + text.length).put(VERSION).putLong(this.expiry).put(text).array();
	}

	/**
	 * Read a stored value.
	 * @param bytes the value
	 * @return the token, or {@code null} if this is none, or one of another version
	 */
	static @Nullable TokenValue parse(byte[] bytes) {
		if (bytes.length <= HEAD_LENGTH || bytes[0] != VERSION) {
			return null;
		}
		String token = new String(bytes, HEAD_LENGTH, bytes.length - HEAD_LENGTH, StandardCharsets.US_ASCII);
		return isText(token) ? new TokenValue(token, ByteBuffer.wrap(bytes).getLong(1)) : null;
	}

	private static boolean isText(String token) {
		return token.chars().allMatch((c) -> c >= ' ' && c < 0x7F);
	}

	@Override
	public String toString() {
		return "TokenValue";
	}

}
