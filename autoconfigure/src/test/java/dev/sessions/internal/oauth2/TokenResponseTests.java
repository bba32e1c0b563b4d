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

package dev.sessions.internal.oauth2;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenResponse}.
 */
class TokenResponseTests {

	static Stream<Arguments> lifetimes() {
		return Stream.of(Arguments.of(3600, Duration.ofHours(1)), Arguments.of(3600L, Duration.ofHours(1)),
				Arguments.of(3600.9, Duration.ofHours(1)), Arguments.of("3600", Duration.ofHours(1)),
				Arguments.of(" 90 ", Duration.ofSeconds(90)), Arguments.of(0, Duration.ofSeconds(1)),
				Arguments.of(-1, Duration.ofSeconds(1)), Arguments.of(Long.MIN_VALUE, Duration.ofSeconds(1)),
				Arguments.of(1e-300, Duration.ofSeconds(1)), Arguments.of("1e-999999999", Duration.ofSeconds(1)),
				Arguments.of(86_401, Duration.ofDays(1)), Arguments.of(Long.MAX_VALUE, Duration.ofDays(1)),
				Arguments.of(BigInteger.TEN.pow(100), Duration.ofDays(1)), Arguments.of(1e300, Duration.ofDays(1)),
				Arguments.of("1e999999999", Duration.ofDays(1)), Arguments.of(null, Duration.ofMinutes(5)),
				Arguments.of("soon", Duration.ofMinutes(5)), Arguments.of("", Duration.ofMinutes(5)),
				Arguments.of(Double.NaN, Duration.ofMinutes(5)), Arguments.of("1e99999999999", Duration.ofMinutes(5)),
				Arguments.of(true, Duration.ofMinutes(5)), Arguments.of(List.of(), Duration.ofMinutes(5)));
	}

	@ParameterizedTest
	@MethodSource("lifetimes")
	@DisplayName("RULE 38: expires_in absent, 0, negative, huge or text is safe")
	void lifetime(Object expiresIn, Duration lifetime) {
		assertThat(TokenResponse.lifetime(expiresIn)).isEqualTo(lifetime);
	}

}
