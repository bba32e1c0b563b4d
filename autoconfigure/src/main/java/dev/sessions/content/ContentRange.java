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

package dev.sessions.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Which part of a file a response brings (RFC 9110, section 14.4).
 *
 * @param first the position of its first byte
 * @param total the length of the whole, or -1 if the server does not know it
 */
public record ContentRange(long first, long total) {

	private static final Pattern BYTES = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Read the range of a response.
	 * @param headers the response's headers
	 * @return the range, or {@code null} if they tell none in bytes
	 */
	public static @Nullable ContentRange of(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.CONTENT_RANGE);
		Matcher matcher = BYTES.matcher((value != null) ? value.trim() : "");
		if (!matcher.matches()) {
			return null;
		}
		String total = matcher.group(2);
		return new ContentRange(Long.parseLong(matcher.group(1)), total.equals("*") ? -1 : Long.parseLong(total));
	}

}
