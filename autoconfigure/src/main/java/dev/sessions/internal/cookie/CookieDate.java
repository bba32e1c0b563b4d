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

package dev.sessions.internal.cookie;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Parses a date as browsers do (RFC 6265bis, section 5.1.1): takes the first tokens that
 * look like a time, a day, a month and a year, in any order.
 */
final class CookieDate {

	private static final String DELIMITERS = "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~";

	private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

	private int[] time = {};

	private int day = -1;

	private int month = -1;

	private int year = -1;

	private CookieDate() {
	}

	/**
	 * Parse a date.
	 * @param text the text
	 * @return the milliseconds since the epoch, or {@code null} if it is not a date
	 */
	static @Nullable Long parse(String text) {
		CookieDate date = new CookieDate();
		for (String token : StringUtils.tokenizeToStringArray(text, DELIMITERS)) {
			date.take(token);
		}
		return date.toMillis();
	}

	private void take(String token) {
		if (this.time.length == 0) {
			this.time = time(token);
			if (this.time.length > 0) {
				return;
			}
		}
		int digits = digits(token, 0);
		if (this.day < 0 && digits >= 1 && digits <= 2) {
			this.day = Integer.parseInt(token.substring(0, digits));
		}
		else if (this.month < 0 && month(token) > 0) {
			this.month = month(token);
		}
		else if (this.year < 0 && digits >= 2 && digits <= 4) {
			this.year = Integer.parseInt(token.substring(0, digits));
		}
	}

	/**
	 * Return the hour, minute and second, or an empty array if the token is not a time.
	 */
	private static int[] time(String token) {
		int[] fields = new int[3];
		int start = 0;
		for (int i = 0; i < 3; i++) {
			int digits = digits(token, start);
			int end = start + digits;
			if (digits < 1 || digits > 2 || (i < 2 && (end == token.length() || token.charAt(end) != ':'))) {
				return new int[0];
			}
			fields[i] = Integer.parseInt(token.substring(start, end));
			start = end + 1;
		}
		return fields;
	}

	private static int digits(String token, int start) {
		int end = start;
		while (end < token.length() && token.charAt(end) >= '0' && token.charAt(end) <= '9') {
			end++;
		}
		return end - start;
	}

	private static int month(String token) {
		if (token.length() < 3) {
			return -1;
		}
		int index = MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
		return (index >= 0 && index % 3 == 0) ? index / 3 + 1 : -1;
	}

	private @Nullable Long toMillis() {
		if (this.time.length == 0 || this.day < 0 || this.month < 0 || this.year < 0) {
			return null;
		}
		int fullYear = this.year;
		if (fullYear < 100) {
			fullYear += (fullYear >= 70) ? 1900 : 2000;
		}
		if (fullYear < 1601) {
			return null;
		}
		try {
			return LocalDateTime.of(fullYear, this.month, this.day, this.time[0], this.time[1], this.time[2])
				.toInstant(ZoneOffset.UTC)
				.toEpochMilli();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
