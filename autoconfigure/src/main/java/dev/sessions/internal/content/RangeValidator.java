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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A strong validator, which differs between any two versions of a file (RFC 9110, section
 * 8.8): a strong entity tag, or else a modification date that is at least a second older
 * than the response.
 *
 * @param header the name of the header that contains it
 * @param value the value, as it is sent in {@code If-Range}
 */
public record RangeValidator(String header, String value) {

	/**
	 * RFC 9110, section 8.8.2.2: a second change within the same second would not change
	 * the date.
	 */
	private static final long MIN_AGE_MILLIS = Duration.ofSeconds(1).toMillis();

	/**
	 * Return the validator of a response.
	 * @param headers its headers
	 * @return the validator, or {@code null} if the response has none or its server does
	 * not support ranges
	 */
	public static @Nullable RangeValidator of(HttpHeaders headers) {
		if ("none".equalsIgnoreCase(headers.getFirst(HttpHeaders.ACCEPT_RANGES))) {
			return null;
		}
		String tag = headers.getFirst(HttpHeaders.ETAG);
		if (tag != null && tag.startsWith("\"")) {
			return new RangeValidator(HttpHeaders.ETAG, tag);
		}
		String modified = headers.getFirst(HttpHeaders.LAST_MODIFIED);
		return (modified != null && isStrongDate(headers)) ? new RangeValidator(HttpHeaders.LAST_MODIFIED, modified)
				: null;
	}

	private static boolean isStrongDate(HttpHeaders headers) {
		try {
			long modified = headers.getLastModified();
			return modified >= 0 && headers.getDate() - modified >= MIN_AGE_MILLIS;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Return whether a response may have the same version of the file: it has the same
	 * validator or none.
	 * @param headers the headers of the response
	 * @return whether the version may be the same
	 */
	public boolean allows(HttpHeaders headers) {
		String other = headers.getFirst(this.header);
		return other == null || other.equals(this.value);
	}

}
