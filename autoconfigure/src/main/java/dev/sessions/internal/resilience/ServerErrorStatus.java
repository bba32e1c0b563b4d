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

package dev.sessions.internal.resilience;

/**
 * Represents a server error status (RFC 9110, section 15.6) to a circuit breaker and its
 * listeners.
 */
final class ServerErrorStatus extends Exception {

	private static final long serialVersionUID = 1L;

	private static final int FIRST = 500;

	ServerErrorStatus(int status) {
		super("The server answered with status " + status, null, false, false);
	}

	static boolean contains(int status) {
		return status >= FIRST;
	}

}
