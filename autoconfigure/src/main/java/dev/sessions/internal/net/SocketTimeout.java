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

package dev.sessions.internal.net;

import java.time.Duration;

/**
 * The valid range of socket timeouts, which are in milliseconds and for which zero means
 * no limit.
 */
public final class SocketTimeout {

	private static final Duration MIN = Duration.ofMillis(1);

	private static final Duration MAX = Duration.ofMillis(Integer.MAX_VALUE);

	private SocketTimeout() {
	}

	/**
	 * Require a valid timeout.
	 * @param name the name of the setting, with which the message begins
	 * @param value the timeout
	 * @throws IllegalArgumentException if it is less than a millisecond or more than 24
	 * days
	 */
	public static void require(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " must be positive, but is " + value);
		}
		if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
			throw new IllegalArgumentException(name + " must be from 1 ms to 24 days, but is " + value);
		}
	}

}
