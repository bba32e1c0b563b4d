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

package dev.sessions.settings;

import java.time.Duration;
import java.util.Set;

/**
 * Checks the values of settings. Each message begins with the name of the key.
 */
final class Bounds {

	private static final Duration MAX = Duration.ofDays(365);

	private static final int PERCENT = 100;

	private Bounds() {
	}

	static void requireCount(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
		}
	}

	static void requirePercentage(String name, double value) {
		if (!(value > 0 && value <= PERCENT)) {
			throw new IllegalArgumentException(
					name + " is a percentage, so it must be above 0 and at most 100, but is " + value);
		}
	}

	static void requireStatuses(String name, Set<Integer> statuses) {
		for (int status : statuses) {
			if (status < 200 || status > 599) {
				throw new IllegalArgumentException(name + " must be from 200 to 599, not " + status);
			}
		}
	}

	/**
	 * Require a time of at least one millisecond, because Resilience4j measures some
	 * times in milliseconds.
	 */
	static void requireTime(String name, Duration value) {
		if (value.compareTo(Duration.ofMillis(1)) < 0) {
			throw new IllegalArgumentException(name + " must be at least 1 ms, but is " + value);
		}
		requireNotLonger(name, value);
	}

	static void requireWait(String name, Duration value) {
		requireNotNegative(name, value);
		requireNotLonger(name, value);
	}

	static void requireNotNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException(name + " must not be negative, but is " + value);
		}
	}

	private static void requireNotLonger(String name, Duration value) {
		if (value.compareTo(MAX) > 0) {
			throw new IllegalArgumentException(name + " must not be longer than a year, but is " + value);
		}
	}

}
