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

package dev.sessions.autoconfigure.internal.binding;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Thrown when a property below {@code sessions} is invalid. No part of it contains a
 * secret.
 */
final class InvalidSessionPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final @Nullable String origin;

	private final String fault;

	private final String cure;

	/**
	 * Create an exception.
	 * @param key the full key
	 * @param origin the origin of the key, or {@code null} if it is unknown
	 * @param fault the fault, to be read after the key
	 * @param cure how to fix it
	 */
	InvalidSessionPropertyException(String key, @Nullable Origin origin, String fault, String cure) {
		super(key + " " + fault + ((origin != null) ? " (" + origin + ")" : "") + ". " + cure);
		this.key = key;
		this.origin = (origin != null) ? origin.toString() : null;
		this.fault = fault;
		this.cure = cure;
	}

	String key() {
		return this.key;
	}

	@Nullable String origin() {
		return this.origin;
	}

	String fault() {
		return this.fault;
	}

	String cure() {
		return this.cure;
	}

}
