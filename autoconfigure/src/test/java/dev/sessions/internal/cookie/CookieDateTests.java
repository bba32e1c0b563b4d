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

import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6265bis, section 5.1.1.
 */
class CookieDateTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Wed, 09 Jun 2021 10:18:14 GMT   | 2021-06-09T10:18:14Z
			Wednesday, 09-Jun-21 10:18:14 GMT | 2021-06-09T10:18:14Z
			Wed Jun  9 10:18:14 2021        | 2021-06-09T10:18:14Z
			Wed, 09-Jun-2021 10:18:14 GMT   | 2021-06-09T10:18:14Z
			10:18:14 2021 jun 09            | 2021-06-09T10:18:14Z
			9 JUNE 2021 1:2:3               | 2021-06-09T01:02:03Z
			09.Jun.2021 10:18:14            | 2021-06-09T10:18:14Z
			Wed, 09 Jun 2021 10:18:14 +0900 | 2021-06-09T10:18:14Z
			09th Jun 2021xyz 10:18:14am     | 2021-06-09T10:18:14Z
			01 Jan 70 00:00:00              | 1970-01-01T00:00:00Z
			01 Jan 69 00:00:00              | 2069-01-01T00:00:00Z
			01 Jan 99 00:00:00              | 1999-01-01T00:00:00Z
			01 Jan 00 00:00:00              | 2000-01-01T00:00:00Z
			Wednesday, 09-Nov-99 23:12:40 GMT | 1999-11-09T23:12:40Z
			Wed, 09-Nov-50 23:12:40 GMT     | 2050-11-09T23:12:40Z
			29 Feb 2024 23:59:59            | 2024-02-29T23:59:59Z
			01 Jan 1601 00:00:00            | 1601-01-01T00:00:00Z
			31 Dec 9999 23:59:59            | 9999-12-31T23:59:59Z
			Thu Jan 01 00:00:00 1970        | 1970-01-01T00:00:00Z
			""")
	@DisplayName("RULE 15: dates are read as browsers do")
	void isRead(String text, Instant expected) {
		assertThat(CookieDate.parse(text)).isEqualTo(expected.toEpochMilli());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "0", "-1", "tomorrow", "Wed, 09 Jun 2021", "10:18:14 GMT", "Jun 2021 10:18:14",
			"09 2021 10:18:14", "09 Jun 10:18:14", "32 Jan 2021 10:18:14", "00 Jan 2021 10:18:14",
			"31 Feb 2021 10:18:14", "29 Feb 2023 10:18:14", "09 Jun 1600 10:18:14", "09 Jun 2021 24:00:00",
			"09 Jun 2021 10:60:00", "09 Jun 2021 10:18:60", "09 Jun 2021 10:18", "09 Jun 2021 10:18:123",
			"09 Jun 20211 10:18:14", "09 anj 2021 10:18:14", "2021-06-09T10:18:14Z", "009 Jun 2021 10:18:14",
			":: :: :: Jan", "99999999999999999999", "\u00b9\u00b2 Jan 2021 10:18:14" })
	@DisplayName("RULE 15: text that browsers do not read as a date is rejected")
	void isRejected(String text) {
		assertThat(CookieDate.parse(text)).isNull();
	}

}
