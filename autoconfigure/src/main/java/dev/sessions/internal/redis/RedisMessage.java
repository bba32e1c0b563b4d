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
import java.util.ArrayList;
import java.util.List;

import dev.sessions.internal.shared.SharedEntry;

/**
 * The message that announces merged entries: a version, the writer, the name of the map,
 * and pairs of key and blob. Each part after the version is preceded by its length in 4
 * bytes. Immutable.
 *
 * @param writer the instance that merged the entries
 * @param map the name of the map within its topic
 * @param entries the entries that won
 */
record RedisMessage(String writer, String map, List<SharedEntry> entries) {

	private static final byte VERSION = 1;

	/**
	 * Return the head of a message, to which the pairs are appended.
	 * @param writer the instance that merges entries
	 * @param map the name of the map within its topic
	 * @return the bytes
	 */
	static byte[] head(String writer, String map) {
		byte[] first = RedisBlob.bytes(writer);
		byte[] second = RedisBlob.bytes(map);
		return ByteBuffer.allocate(1 + 2 * Integer.BYTES + first.length + second.length)
			.put(VERSION)
			.putInt(first.length)
			.put(first)
			.putInt(second.length)
			.put(second)
			.array();
	}

	/**
	 * Read a message.
	 * @param body the bytes, which may be invalid
	 * @return the message
	 * @throws IllegalArgumentException if the bytes are not a message
	 */
	static RedisMessage read(byte[] body) {
		ByteBuffer rest = ByteBuffer.wrap(body);
		if (!rest.hasRemaining() || rest.get() != VERSION) {
			throw new IllegalArgumentException("Unknown version");
		}
		String writer = RedisBlob.text(frame(rest));
		String map = RedisBlob.text(frame(rest));
		List<SharedEntry> entries = new ArrayList<>();
		while (rest.hasRemaining()) {
			SharedEntry entry = RedisBlob.read(frame(rest), frame(rest));
			if (entry == null) {
				throw new IllegalArgumentException("Blob too short");
			}
			entries.add(entry);
		}
		return new RedisMessage(writer, map, entries);
	}

	private static byte[] frame(ByteBuffer rest) {
		int length = (rest.remaining() >= Integer.BYTES) ? rest.getInt() : -1;
		if (length < 0 || length > rest.remaining()) {
			throw new IllegalArgumentException("Length out of bounds");
		}
		byte[] bytes = new byte[length];
		rest.get(bytes);
		return bytes;
	}

}
