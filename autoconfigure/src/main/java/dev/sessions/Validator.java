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

package dev.sessions;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What tells two versions of a file apart byte for byte (RFC 9110, section 8.8): a strong
 * entity tag, or else a modification date that is old enough to be sure.
 *
 * @param header the header that it came in
 * @param value what goes into {@code If-Range}
 */
record Validator(String header, String value) {

	/**
	 * RFC 9110, section 8.8.2.2: a second change within the second is not seen.
	 */
	private static final long MIN_AGE_MILLIS = Duration.ofSeconds(1).toMillis();

	/**
	 * The validator of a response.
	 * @param headers its headers
	 * @return the validator, or {@code null} if it has none or cannot send a part
	 */
	static @Nullable Validator of(HttpHeaders headers) {
		if ("none".equalsIgnoreCase(headers.getFirst(HttpHeaders.ACCEPT_RANGES))) {
			return null;
		}
		String tag = headers.getFirst(HttpHeaders.ETAG);
		if (tag != null && tag.startsWith("\"")) {
			return new Validator(HttpHeaders.ETAG, tag);
		}
		String modified = headers.getFirst(HttpHeaders.LAST_MODIFIED);
		return (modified != null && isStrongDate(headers)) ? new Validator(HttpHeaders.LAST_MODIFIED, modified) : null;
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
	 * Whether a response can be of the same version: it says so or says nothing.
	 */
	boolean allows(HttpHeaders headers) {
		String other = headers.getFirst(this.header);
		return other == null || other.equals(this.value);
	}

}
