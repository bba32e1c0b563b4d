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

package dev.sessions.internal.token;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The lifetime of a token as reported by a server: in seconds, as a number or as text.
 */
public final class TokenLifetime {

	/**
	 * The minimum lifetime. A token that expires at once still serves the calls that wait
	 * for it, and the minimum bounds the rate of requests.
	 */
	public static final Duration SHORTEST = Duration.ofSeconds(1);

	/**
	 * The maximum lifetime.
	 */
	public static final Duration LONGEST = Duration.ofDays(1);

	private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

	private TokenLifetime() {
	}

	/**
	 * Read a lifetime.
	 * @param seconds the seconds
	 * @return the lifetime, limited to the minimum and the maximum, or {@code null} if
	 * the value is not a number
	 */
	public static @Nullable Duration of(@Nullable Object seconds) {
		try {
			BigDecimal number = new BigDecimal(String.valueOf(seconds).trim());
			BigDecimal bounded = number.max(BigDecimal.valueOf(SHORTEST.toSeconds()))
				.min(BigDecimal.valueOf(LONGEST.toSeconds()));
			return Duration.ofSeconds(bounded.longValue());
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Return the time before its expiry at which a token is renewed.
	 * @param lifetime the lifetime of the token
	 * @return the time
	 */
	public static Duration margin(Duration lifetime) {
		Duration quarter = lifetime.dividedBy(4);
		return (quarter.compareTo(LONGEST_MARGIN) < 0) ? quarter : LONGEST_MARGIN;
	}

}
