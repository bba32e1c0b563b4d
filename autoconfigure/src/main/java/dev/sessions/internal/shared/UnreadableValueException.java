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

package dev.sessions.internal.shared;

/**
 * Thrown when a value of a shared store must not be used.
 */
final class UnreadableValueException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Fault fault;

	UnreadableValueException(Fault fault) {
		super(fault.description, null, false, false);
		this.fault = fault;
	}

	Fault fault() {
		return this.fault;
	}

	/**
	 * The fault of a value.
	 */
	enum Fault {

		UNKNOWN_VERSION("were written by an unknown version of this library, or by something else"),

		UNKNOWN_KEY("are encrypted with a key that the session does not have"),

		NOT_AUTHENTIC("are not encrypted although the session has a key, or were tampered with");

		private final String description;

		Fault(String description) {
			this.description = description;
		}

	}

}
