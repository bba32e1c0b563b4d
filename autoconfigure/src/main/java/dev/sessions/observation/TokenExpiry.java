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
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.SessionState;

/**
 * The time until the current credential of a session expires. The credential may change
 * at any time.
 *
 * @param state the state that holds the credential
 */
record TokenExpiry(SessionState state) {

	static final TimeUnit UNIT = TimeUnit.MILLISECONDS;

	/**
	 * The time in milliseconds, negative after the expiry.
	 * @return the time, or {@code NaN} if it is unknown
	 */
	double left() {
		Authorization authorization = this.state.authorization();
		Duration left = (authorization != null) ? authorization.timeLeft() : null;
		return (left != null) ? left.toMillis() : Double.NaN;
	}

}
