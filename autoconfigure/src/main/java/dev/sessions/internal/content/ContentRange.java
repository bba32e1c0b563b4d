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

package dev.sessions.internal.content;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The part of a file that a response contains (RFC 9110, section 14.4).
 *
 * @param first the position of its first byte
 * @param last the position of its last byte
 * @param total the length of the file, or -1 if the server does not know it
 */
public record ContentRange(long first, long last, long total) {

	private static final Pattern BYTES = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Read the range of a response.
	 * @param headers the response's headers
	 * @return the range, or {@code null} if there is no valid range in bytes
	 */
	public static @Nullable ContentRange of(HttpHeaders headers) {
		List<String> values = headers.getOrEmpty(HttpHeaders.CONTENT_RANGE);
		Matcher matcher = BYTES.matcher((values.size() == 1) ? values.get(0).trim() : "");
		if (!matcher.matches()) {
			return null;
		}
		String total = matcher.group(3);
		ContentRange range = new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
				total.equals("*") ? -1 : Long.parseLong(total));
		return (range.first <= range.last && (range.total < 0 || range.last < range.total)) ? range : null;
	}

	/**
	 * Return whether this is the complete file.
	 * @return whether the range starts with the first byte and ends with the last
	 */
	public boolean isWhole() {
		return this.first == 0 && this.last + 1 == this.total;
	}

	/**
	 * Return the length of the part.
	 * @return the number of bytes
	 */
	public long length() {
		return this.last - this.first + 1;
	}

}
