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

package dev.sessions.internal.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Iterator;

import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header of RFC 9110, section 10.2.3: a number of seconds or a
 * date. An invalid or repeated header is ignored. {@link RetryHandler} bounds the wait by
 * {@code retry.max-retry-after}.
 */
final class RetryAfter {

	/**
	 * A number with more digits exceeds any bound.
	 */
	private static final int MAX_DIGITS = 10;

	private RetryAfter() {
	}

	/**
	 * Return the wait that the server asks for.
	 * @param response the response
	 * @param clock the clock for dates
	 * @return the wait, never negative, or {@code null} if there is none
	 */
	static @Nullable Duration of(HttpResponse response, Clock clock) {
		Iterator<Header> headers = response.headerIterator(HttpHeaders.RETRY_AFTER);
		if (!headers.hasNext()) {
			return null;
		}
		String value = headers.next().getValue();
		if (value == null || headers.hasNext()) {
			return null;
		}
		return parse(value.trim(), clock);
	}

	private static @Nullable Duration parse(String value, Clock clock) {
		if (!value.isEmpty() && value.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return Duration.ofSeconds((value.length() > MAX_DIGITS) ? Integer.MAX_VALUE : Long.parseLong(value));
		}
		Instant date = DateUtils.parseStandardDate(value);
		if (date == null) {
			date = asctime(value);
		}
		if (date == null) {
			return null;
		}
		Duration wait = Duration.between(clock.instant(), date);
		return wait.isNegative() ? Duration.ZERO : wait;
	}

	/**
	 * Parse the obsolete form of a date (RFC 9110, section 5.6.7), which has no zone and
	 * pads the day with a space.
	 */
	private static @Nullable Instant asctime(String value) {
		try {
			return LocalDateTime.parse(value.replace("  ", " "), DateUtils.FORMATTER_ASCTIME).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
