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

package dev.sessions.internal.cookie;

/**
 * Thrown when the file of {@code cookies.file} cannot be used.
 */
public final class CookieFileException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String fault;

	private final String cure;

	/**
	 * Create an exception.
	 * @param session the name of the session
	 * @param fault the fault, as a predicate that follows the name of the setting
	 * @param cure the remedy, as a sentence
	 */
	CookieFileException(String session, String fault, String cure) {
		super("cookies.file of the session '" + session + "' " + fault + ". " + cure);
		this.fault = fault;
		this.cure = cure;
	}

	/**
	 * Return the fault, as a predicate that follows the name of the setting.
	 * @return the fault
	 */
	public String fault() {
		return this.fault;
	}

	/**
	 * Return the remedy, as a sentence.
	 * @return the remedy
	 */
	public String cure() {
		return this.cure;
	}

}
