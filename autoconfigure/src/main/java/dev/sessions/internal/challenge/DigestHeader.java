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

package dev.sessions.internal.challenge;

import java.nio.charset.StandardCharsets;

/**
 * Writes the answer to a digest challenge (RFC 7616, section 3.4).
 */
final class DigestHeader {

	/**
	 * The attr-char of RFC 8187, section 3.2.1, beside letters and digits.
	 */
	private static final String UNRESERVED = "!#$&+-.^_`|~";

	private final StringBuilder header = new StringBuilder("Digest");

	/**
	 * Write the user name, in quotes if it is ASCII, and otherwise in the extended
	 * notation of RFC 8187, which is never quoted.
	 */
	DigestHeader user(String username) {
		if (username.chars().allMatch((c) -> c >= ' ' && c < 0x7F)) {
			return quoted("username", username);
		}
		return bare("username*", "UTF-8''" + extended(username));
	}

	private static String extended(String text) {
		StringBuilder value = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (octet & 0xFF);
			boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
					|| UNRESERVED.indexOf(c) >= 0;
			value.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
		}
		return value.toString();
	}

	DigestHeader quoted(String name, String value) {
		return bare(name, '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
	}

	DigestHeader bare(String name, String value) {
		boolean first = this.header.indexOf(" ") < 0;
		this.header.append(first ? " " : ", ").append(name).append('=').append(value);
		return this;
	}

	@Override
	public String toString() {
		return this.header.toString();
	}

}
