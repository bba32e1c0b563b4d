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

package dev.sessions.faults;

import java.time.Duration;

import dev.sessions.settings.TimeoutSettings;

/**
 * The event that ends a call. All other timeouts are much longer.
 */
enum Ending {

	/**
	 * The fault itself.
	 */
	AT_ONCE("at once") {

		@Override
		TimeoutSettings timeouts() {
			return new TimeoutSettings(FAR, FAR, FAR, FARTHEST);
		}

	},

	/**
	 * The connect timeout.
	 */
	CONNECT("`timeout.connect`") {

		@Override
		TimeoutSettings timeouts() {
			return new TimeoutSettings(SHORT, FAR, FAR, FARTHEST);
		}

	},

	/**
	 * The read timeout.
	 */
	READ("`timeout.read`") {

		@Override
		TimeoutSettings timeouts() {
			return new TimeoutSettings(FAR, SHORT, FAR, FARTHEST);
		}

	},

	/**
	 * The lease timeout.
	 */
	LEASE("`timeout.lease`") {

		@Override
		TimeoutSettings timeouts() {
			return new TimeoutSettings(FAR, FAR, SHORT, FARTHEST);
		}

	},

	/**
	 * The wait that the server requests.
	 */
	RETRY_AFTER("`Retry-After`") {

		@Override
		TimeoutSettings timeouts() {
			return AT_ONCE.timeouts();
		}

		@Override
		Duration earliest() {
			return Duration.ofMillis(900);
		}

		@Override
		Duration latest() {
			return Duration.ofSeconds(2);
		}

	},

	/**
	 * The total timeout of the call.
	 */
	TOTAL("`timeout.total`") {

		@Override
		TimeoutSettings timeouts() {
			return new TimeoutSettings(FAR, FAR, FAR, SHORT);
		}

	};

	static final Duration SHORT = Duration.ofMillis(500);

	/**
	 * The maximum duration of a call without a wait.
	 */
	static final Duration PROMPT = Duration.ofSeconds(2);

	/**
	 * A duration that no call reaches, even on a busy machine.
	 */
	static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration FAR = SOON.plusSeconds(10);

	/**
	 * More than three times the read timeout; a session warns of less.
	 */
	private static final Duration FARTHEST = FAR.multipliedBy(4);

	private final String text;

	Ending(String text) {
		this.text = text;
	}

	abstract TimeoutSettings timeouts();

	/**
	 * The minimum duration of an attempt.
	 */
	Duration earliest() {
		return (this == AT_ONCE) ? Duration.ZERO : SHORT.minusMillis(5);
	}

	/**
	 * The maximum duration of an attempt, without {@link #PROMPT}.
	 */
	Duration latest() {
		return (this == AT_ONCE) ? Duration.ZERO : SHORT;
	}

	/**
	 * The text on the page.
	 */
	String text() {
		return this.text;
	}

}
