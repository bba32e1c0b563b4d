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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arbitrary text in place of a date, and all dates.
 */
class CookieDateInputTests {

	private static final long FIRST = Instant.parse("1601-01-01T00:00:00Z").getEpochSecond();

	private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	@Provide
	Arbitrary<String> dates() {
		return HostileText.around(
				List.of("Wed, 21 Oct 2015 07:28:00 GMT", "Wednesday, 21-Oct-15 07:28:00 GMT",
						"Wed Oct 21 07:28:00 2015", "21 oct 2015 7:28:0", "31 dec 9999 23:59:59", "1 jan 1601 0:0:0",
						"29 feb 2100 00:00:00"),
				" ", "-", ",", ":", "/", "\t", "Jan", "FEBRUARY", "dec", "0", "9", "31", "32", "99", "70", "1600",
				"9999", "00:00:00", "23:59:59", "24:00:00", "23:59:60", "1:2:3x", "GMT", "+0100");
	}

	@Property
	void dateIsInRange(@ForAll("dates") String text) {
		Long millis = CookieDate.parse(text);
		assertThat(millis == null || (millis % 1000 == 0 && millis >= FIRST * 1000 && millis <= LAST * 1000)).isTrue();
	}

	@Provide
	Arbitrary<DateTimeFormatter> formats() {
		return Arbitraries
			.of("EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy",
					"H:m:s yyyy MMMM d")
			.map((pattern) -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC));
	}

	@Property
	void eachDateIsRead(@ForAll @LongRange(min = -11_644_473_600L, max = 253_402_300_799L) long second,
			@ForAll("formats") DateTimeFormatter format) {
		assertThat(CookieDate.parse(format.format(Instant.ofEpochSecond(second)))).isEqualTo(second * 1000);
	}

}
