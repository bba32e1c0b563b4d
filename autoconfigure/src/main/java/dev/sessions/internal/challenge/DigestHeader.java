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

import org.apache.hc.core5.net.PercentCodec;

/**
 * Builds the header value that answers a digest challenge (RFC 7616, section 3.4).
 */
final class DigestHeader {

	private final StringBuilder header = new StringBuilder("Digest");

	/**
	 * Append the user name: quoted if it is ASCII, otherwise in the extended notation of
	 * RFC 8187, which is never quoted.
	 */
	DigestHeader user(String username) {
		if (username.chars().allMatch((c) -> c >= ' ' && c < 0x7F)) {
			return quoted("username", username);
		}
		return bare("username*", "UTF-8''" + PercentCodec.RFC5987.encode(username));
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
