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

package dev.sessions.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The age of the current credential of a session, and the time until it expires. The
 * credential may change at any time.
 *
 * @param state the state that contains the credential
 * @param transport the transport, which provides the time
 */
record TokenTimes(SessionState state, Transport transport) {

	static final TimeUnit UNIT = TimeUnit.MILLISECONDS;

	/**
	 * Return the time until the expiry in milliseconds, which is negative after it.
	 * @return the time, or {@code NaN} if it is unknown
	 */
	double left() {
		Authorization authorization = this.state.authorization();
		return millis((authorization != null) ? authorization.timeLeft() : null);
	}

	/**
	 * Return the time since the credential was obtained, in milliseconds.
	 * @return the time, or {@code NaN} if none was obtained
	 */
	double age() {
		Authorization authorization = this.state.authorization();
		Instant obtained = (authorization != null) ? authorization.obtainedAt() : null;
		return millis((obtained != null) ? Duration.between(obtained, this.transport.time().clock().instant()) : null);
	}

	private static double millis(@Nullable Duration time) {
		return (time != null) ? time.toMillis() : Double.NaN;
	}

}
