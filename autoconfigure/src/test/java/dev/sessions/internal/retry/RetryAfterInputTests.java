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
import java.time.ZoneOffset;
import java.util.List;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arbitrary values of {@code Retry-After}.
 */
class RetryAfterInputTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	@Provide
	Arbitrary<String> values() {
		return HostileText.around(
				List.of("120", "0", "Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 01 Mar 2026 12:00:30 GMT",
						"Sunday, 01-Mar-26 12:00:30 GMT", "Sun Mar  1 12:00:30 2026", "Fri, 31 Dec 9999 23:59:59 GMT",
						"99999999999999999999"),
				" ", "\t", "-", "+", ".", ",", ":", "e9", "0", "1", "Mon", "Sun", "Mar", "Feb", "29", "2026", "99999",
				"GMT", "UTC", "24:00:00", "12:00:30", "Infinity", "NaN", "0x1");
	}

	@Property
	void waitIsNeverNegative(@ForAll("values") String value) {
		BasicHttpResponse response = new BasicHttpResponse(503);
		response.addHeader(HttpHeaders.RETRY_AFTER, value);
		Duration wait = RetryAfter.of(response, CLOCK);
		assertThat(wait == null || !wait.isNegative()).isTrue();
		response.addHeader(HttpHeaders.RETRY_AFTER, value);
		assertThat(RetryAfter.of(response, CLOCK)).isNull();
	}

	@Property
	void eachNumberOfSecondsIsRead(@ForAll int number) {
		BasicHttpResponse response = new BasicHttpResponse(503);
		response.addHeader(HttpHeaders.RETRY_AFTER, Integer.toString(number));
		assertThat(RetryAfter.of(response, CLOCK)).isEqualTo((number < 0) ? null : Duration.ofSeconds(number));
	}

	@Property
	void eachDateIsRead(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
		Instant date = Instant.ofEpochSecond(second);
		BasicHttpResponse response = new BasicHttpResponse(503);
		response.addHeader(HttpHeaders.RETRY_AFTER, DateUtils.formatStandardDate(date));
		Duration wait = Duration.between(CLOCK.instant(), date);
		assertThat(RetryAfter.of(response, CLOCK)).isEqualTo(wait.isNegative() ? Duration.ZERO : wait);
	}

}
